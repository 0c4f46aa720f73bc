/* Lent by the host: a folder of files that is replaced as a whole, for adapters whose destination
 * is a set of files that only make sense together. Whoever looks at the folder, at any moment and
 * after any crash, sees all files of one version and none of another. */
#ifndef CROSSWALK_ABI_FILE_SET_H
#define CROSSWALK_ABI_FILE_SET_H

#include "crosswalk/abi/files.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t cw_file_set; /* a version in the making; 0 = none */

#define CW_IF_FILE_SET "cw.file_set/1"
/* `root` as in cw.files/1: a folder, not a zip. `folder` is the name of one folder directly in it.
 * All [call]. */
typedef struct cw_if_file_set {
  uint32_t struct_size;
  uint32_t reserved;
  /* A new version of `folder`, which has the files of the present one, if there is one. What a
   * crash left of another is gone with this. Until close nobody else can begin one: CW_E_CONFLICT.
   * CW_E_UNSUPPORTED: the file system cannot exchange two folders. */
  cw_status (*begin)(const cw_host* host, cw_str root, cw_str folder, cw_file_set* out,
                     cw_error* error) CW_NX;
  /* A file of the new version, written, committed and closed by cw.files/1; it replaces the one of
   * that name. `name` is without slashes. */
  cw_status (*create)(const cw_host* host, cw_file_set set, cw_str name, cw_file* out,
                      cw_error* error) CW_NX;
  /* The new version does not have the file; CW_OK also when it had none of that name. */
  cw_status (*remove)(const cw_host* host, cw_file_set set, cw_str name, cw_error* error) CW_NX;
  /* The folder is the new version from here on, durably. Refused while a file of the set is not
   * committed and not closed; otherwise once, also when it failed: begin a new one then.
   * CW_E_UNSUPPORTED: the file system cannot exchange two folders. */
  cw_status (*commit)(const cw_host* host, cw_file_set set, cw_error* error) CW_NX;
  void (*close)(const cw_host* host, cw_file_set set) CW_NX; /* uncommitted: without a trace */
} cw_if_file_set;

#ifdef __cplusplus
}
#endif
#endif

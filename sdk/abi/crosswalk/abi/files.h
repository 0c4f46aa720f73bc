/* Lent by the host: reading named files under a configured root (a folder or a zip). An adapter
 * never sees a path; the host keeps it inside the allowed roots, refuses `..`, links that lead out,
 * and zip bombs. */
#ifndef CROSSWALK_ABI_FILES_H
#define CROSSWALK_ABI_FILES_H

#include "crosswalk/abi/module.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t cw_file; /* an open file; 0 = none */

#define CW_IF_FILES "cw.files/1"
/* `root` is the name of the configuration property that holds the path ("x-path" in the schema).
 * All [call]. */
typedef struct cw_if_files {
  uint32_t struct_size;
  uint32_t reserved;
  /* [{"name":"users.csv","size":123,"modified_ms":0}], names relative to the root, sorted. A zip
   * whose files all sit in one folder is listed as if that folder were the root.
   * CW_E_CONFIG: the root is missing, not readable, or outside the allowed roots. */
  cw_status (*list)(const cw_host* host, cw_str root, cw_sink* json, cw_error* error) CW_NX;
  cw_status (*open)(const cw_host* host, cw_str root, cw_str name, cw_file* out, uint64_t* size,
                    cw_error* error) CW_NX;
  /* Bytes from `offset`; *got 0 = the end. Reading forward is the cheap order. */
  cw_status (*read)(const cw_host* host, cw_file file, uint64_t offset, void* buf, uint64_t cap,
                    uint64_t* got, cw_error* error) CW_NX;
  void (*close)(const cw_host* host, cw_file file) CW_NX;
  /* Writing, for adapters whose destination is a file: a new file under the root, complete or not
   * there at all: the bytes appear under `name` when commit() returned CW_OK. */
  cw_status (*create)(const cw_host* host, cw_str root, cw_str name, cw_file* out,
                      cw_error* error) CW_NX;
  cw_status (*write)(const cw_host* host, cw_file file, const void* data, uint64_t len,
                     cw_error* error) CW_NX;
  cw_status (*commit)(const cw_host* host, cw_file file, cw_error* error) CW_NX;
} cw_if_files;

#ifdef __cplusplus
}
#endif
#endif

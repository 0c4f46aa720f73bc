/* The ground rules of the boundary, and the few types that every capability uses.
 *
 * Pure C11, also valid C++17 and C++20; 64-bit little-endian targets only in major 1.
 * For every line under crosswalk/abi:
 *   R1  no enum, bool, bit-field, long, size_t or va_list crosses; no struct is returned by value
 *   R2  every table and every struct that can grow begins with struct_size; fields are only
 *       appended, and a field exists if and only if its end is within struct_size
 *   R3  the side that owns the memory sets struct_size; the other never writes past it, and
 *       accepts a larger one than it knows
 *   R4  a pointer received as an argument is dead when the call returns, unless its comment says
 *       more
 *   R5  no function throws, longjmps, exits, or calls back after it returned
 *   R6  nothing allocated on one side is freed on the other: results leave through a sink, errors
 *       through the caller's struct
 *   R7  text is UTF-8 with a length, not NUL-terminated
 *   R8  each function ends with its thread: [call] inside a host-to-adapter call, on that call's
 *       thread; [any] any thread, between create and destroy
 * An adapter is trusted code in the host's process; the boundary protects against mistakes, not
 * against malice. */
#ifndef CROSSWALK_ABI_BASE_H
#define CROSSWALK_ABI_BASE_H

#include <stddef.h>
#include <stdint.h>

#define CW_ABI_MAJOR 1u
#define CW_ABI_MINOR 0u

#define CW_EXPORT __attribute__((visibility("default")))

/* Under C++17 a function that may throw does not convert to a table entry: a compile error. */
#if defined(__cplusplus) && __cplusplus >= 201703L
#define CW_NX noexcept
#else
#define CW_NX
#endif

/* True when the provider's table carries this function. Ask before calling a newer one. */
#define CW_HAS(table, type, fn)                                                           \
  ((table) != NULL && offsetof(type, fn) + sizeof((table)->fn) <= (table)->struct_size && \
   (table)->fn != NULL)

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed text and bytes. `ptr` may be NULL only when `len` is 0. */
typedef struct cw_str {
  const char* ptr;
  uint64_t len;
} cw_str;

typedef struct cw_bytes {
  const void* ptr;
  uint64_t len;
} cw_bytes;

/* 0, a positive note, or a negative failure whose band tells who must act. An unknown negative
 * status reads as CW_E_INTERNAL, an unknown positive one as CW_E_ARGUMENT. */
typedef int32_t cw_status;
#define CW_OK 0
#define CW_END 1       /* the stream is exhausted */
#define CW_MORE_ROOM 2 /* the buffer is too small; see its `need` */

#define CW_E_CANCELLED -1
#define CW_E_DEADLINE -2
#define CW_E_ARGUMENT -3    /* the caller broke the contract */
#define CW_E_STATE -4       /* calls in the wrong order */
#define CW_E_UNSUPPORTED -5 /* this adapter cannot do that: plan without it */

#define CW_E_CONFIG -10    /* a person must change the configuration; the message names the field */
#define CW_E_AUTH -11      /* credentials refused: never repeated, accounts get locked */
#define CW_E_FORBIDDEN -12 /* signed in, not allowed; the message names the permission */
#define CW_E_NOT_FOUND -13
#define CW_E_CONFLICT -14 /* somebody else changed it first */
#define CW_E_EXISTS -15   /* an object with that unique key is there already */
#define CW_E_INVALID -16  /* the remote refused the content */

#define CW_E_THROTTLED -20   /* retry after retry_after_ms */
#define CW_E_TRANSIENT -21   /* nothing was changed; a retry is sensible */
#define CW_E_TOKEN_STALE -22 /* the delta token is gone: read in full */
#define CW_E_REMOTE_DATA -23 /* the remote answered nonsense */
#define CW_E_UNKNOWN -24 /* a write was sent and its answer was lost: look before anything else */

#define CW_E_RESOURCE -30
#define CW_E_INTERNAL -31 /* a bug in the adapter */

/* Why a call failed. Flat and owned by the caller, so it cannot outlive its library. The message is
 * for an operator: what, where, what to do; never a secret, never a person's name. */
typedef struct cw_error {
  uint32_t struct_size;
  cw_status status;
  uint32_t http_status; /* 0: none */
  uint32_t flags;       /* 0 in 1.0 */
  uint64_t retry_after_ms;
  char code[64];     /* the adapter's stable code, ASCII, NUL-terminated */
  char message[512]; /* UTF-8, NUL-terminated, cut between code points */
} cw_error;

/* Where results of variable length go. Owned by the caller; `put` copies, and may be called
 * repeatedly: the pieces are concatenated. Any status but CW_OK means: stop, and return that
 * status. [call] */
typedef struct cw_sink {
  uint32_t struct_size;
  uint32_t reserved;
  void* ctx;
  cw_status (*put)(struct cw_sink* sink, const void* data, uint64_t len) CW_NX;
} cw_sink;

#ifdef __cplusplus
}
#endif
#endif

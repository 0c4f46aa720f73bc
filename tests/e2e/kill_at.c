/* Preloaded into an unmodified crosswalk: ends the process, as a power cut would, at the n-th boundary.
 *
 * A boundary is the moment before and after the store makes a transaction durable (fdatasync, fsync), and
 * before and after bytes go to or come from a socket (send, recv). CW_KILL_AT=n picks one, counted from 0;
 * CW_KILL_SIGNAL is what is sent there, SIGKILL if it is not set; CW_KILL_COUNT=FILE writes how many there were, at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long boundary;

static void pass(void) {
  const char* at = getenv("CW_KILL_AT");
  const long now = atomic_fetch_add(&boundary, 1);
  const char* signal = getenv("CW_KILL_SIGNAL");
  if (at != NULL && now == atol(at)) kill(getpid(), signal == NULL ? SIGKILL : atoi(signal));
}

__attribute__((destructor)) static void report(void) {
  const char* path = getenv("CW_KILL_COUNT");
  if (path == NULL) return;
  FILE* file = fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", atomic_load(&boundary));
  fclose(file);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "fdatasync");
  pass();
  const int result = real(fd);
  pass();
  return result;
}

int fsync(int fd) {
  static int (*real)(int);
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "fsync");
  pass();
  const int result = real(fd);
  pass();
  return result;
}

ssize_t send(int fd, const void* data, size_t size, int flags) {
  static ssize_t (*real)(int, const void*, size_t, int);
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "send");
  pass();
  const ssize_t result = real(fd, data, size, flags);
  pass();
  return result;
}

ssize_t recv(int fd, void* data, size_t size, int flags) {
  static ssize_t (*real)(int, void*, size_t, int);
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "recv");
  const ssize_t result = real(fd, data, size, flags);
  if (result > 0) pass();
  return result;
}

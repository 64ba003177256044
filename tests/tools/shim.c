/* Stands between a process and the C library (LD_PRELOAD): counts the calls that change something in one folder, and
   at one of them ends the process, fails, or writes less than it was given. Made by tests/tools/forked.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

enum { COUNT, KILL, FAIL, SHORT };

static char folder[PATH_MAX];
static char calls[1 << 16]; /* one letter for each call; a capital where it is about the index */
static long at, seen;
static int how, code, is_index;

/* From now on: do `mode` at the call number `call` in the folder, with this error. */
void shim_arm(const char *path, long call, int mode, int error) {
  strncpy(folder, path, sizeof folder - 1);
  at = call;
  seen = 0;
  how = mode;
  code = error;
}

const char *shim_calls(void) {
  calls[seen] = 0;
  return calls;
}

static int inside(const char *path) {
  size_t length = strlen(folder);
  if (!length || !path || strncmp(path, folder, length) || (path[length] && path[length] != '/')) return 0;
  is_index = !strncmp(path + length, "/index/", 7);
  return 1;
}

static int inside_fd(int fd) {
  char link[64], path[PATH_MAX];
  if (!*folder) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return inside(path);
}

/* Count a call; 1 when it is to fail, 2 when it is to be cut short. */
static int strike(char name) {
  if (seen < (long)sizeof calls - 1) calls[seen] = is_index ? name - 'a' + 'A' : name;
  if (++seen != at) return 0;
  if (how == KILL) kill(getpid(), SIGKILL);
  if (how == FAIL) errno = code;
  return how == FAIL ? 1 : how == SHORT ? 2 : 0;
}

static int changes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT; }

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (changes(flags) && inside(path) && strike('o') == 1) return -1; \
    return real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int at_fd, const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (changes(flags) && inside(path) && strike('o') == 1) return -1; \
    return real(at_fd, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t size) {
  REAL(write);
  if (inside_fd(fd)) {
    int struck = strike('w');
    if (struck == 1) return -1;
    if (struck == 2 && size > 1) size /= 2;
  }
  return real(fd, data, size);
}

#define PWRITE(name, offset_t) \
  ssize_t name(int fd, const void *data, size_t size, offset_t offset) { \
    REAL(name); \
    if (inside_fd(fd)) { \
      int struck = strike('p'); \
      if (struck == 1) return -1; \
      if (struck == 2 && size > 1) size /= 2; \
    } \
    return real(fd, data, size, offset); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FD(name, letter, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    if (inside_fd(fd) && strike(letter) == 1) return -1; \
    return real arguments; \
  }
ON_FD(fsync, 's', (int fd), (fd))
ON_FD(fdatasync, 's', (int fd), (fd))
ON_FD(ftruncate, 't', (int fd, off_t size), (fd, size))
ON_FD(ftruncate64, 't', (int fd, off64_t size), (fd, size))
ON_FD(fchmod, 'c', (int fd, mode_t mode), (fd, mode))

#define ON_PATH(name, letter, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    if (inside(path) && strike(letter) == 1) return -1; \
    return real arguments; \
  }
ON_PATH(rename, 'r', (const char *path, const char *to), (path, to))
ON_PATH(renameat, 'r', (int a, const char *path, int b, const char *to), (a, path, b, to))
ON_PATH(unlink, 'u', (const char *path), (path))
ON_PATH(unlinkat, 'u', (int a, const char *path, int flags), (a, path, flags))
ON_PATH(mkdir, 'm', (const char *path, mode_t mode), (path, mode))

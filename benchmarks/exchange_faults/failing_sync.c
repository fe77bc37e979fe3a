/* Preloaded into PostgreSQL: the disk takes nothing and says so (EIO), once for the file ONCE or while LASTING stands. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

static int sync_or_fail(const char *name, int file) {
    if (unlink(ONCE) == 0 || access(LASTING, F_OK) == 0) {
        errno = EIO;
        return -1;
    }
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) { return sync_or_fail("fsync", file); }

int fdatasync(int file) { return sync_or_fail("fdatasync", file); }

/* Stands between a process and its files (LD_PRELOAD): counts the calls that change files under one folder, and at the
   call it was told kills the process (before, after, or with only a part of the bytes written) or says that the disk is
   full or failing. It can also write down every such call with its bytes, for building what a power cut might leave.
   Told by the functions drill_*, or by the variable DRILL="at deed lasting seed folder" for a process that is only started. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum deed { NOTHING, KILL_BEFORE, KILL_AFTER, TEAR, NO_SPACE, BAD_DISK };

static char folder[PATH_MAX];
static size_t folder_length;
static long calls, at, spoilt;
static int deed, lasting, logged = -1, listed = -1, unseen;
static unsigned seed;
static char last_kind, last_path[PATH_MAX];
static pthread_mutex_t turn;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* What is told */

void drill_watch(const char *path) { folder_length = realpath(path, folder) ? strlen(folder) : 0; calls = 0; }
void drill_arm(long call, int what, int from_then_on, unsigned chance) {
    calls = spoilt = 0; at = call; deed = what; lasting = from_then_on; seed = chance;
}
void drill_disarm(void) { deed = NOTHING; }
long drill_calls(void) { return calls; }
long drill_spoilt(void) { return spoilt; }  /* how many calls failed by us */
char drill_kind(void) { return last_kind; } /* of the first call that was spoilt */
const char *drill_path(void) { return last_path; }
int drill_unseen(void) { return unseen; }   /* whether bytes went by a way that is not seen here */
void drill_record(const char *path) { logged = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600); }

void drill_list(const char *path) { listed = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600); }

static void note(char kind, long offset, const char *path, const char *other, const void *bytes, size_t length) {
    if (logged < 0) return;
    char head[64];
    size_t a = path ? strlen(path) : 0, b = other ? strlen(other) : 0;
    int size = snprintf(head, sizeof head, "%c %ld %zu %zu %zu\n", kind, offset, length, a, b);
    struct iovec parts[] = {{head, size}, {(void *)path, a}, {(void *)other, b}, {(void *)bytes, length}};
    ssize_t whole = size + a + b + length;
    if (syscall(SYS_writev, logged, parts, 4) != whole) abort();
}

void drill_mark(const char *text) { pthread_mutex_lock(&turn); note('m', 0, text, NULL, NULL, 0); pthread_mutex_unlock(&turn); }

__attribute__((constructor)) static void begin(void) {
    pthread_mutexattr_t kind;
    pthread_mutexattr_init(&kind);
    pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE); /* one libc function may call another that is seen here */
    pthread_mutex_init(&turn, &kind);
    const char *told = getenv("DRILL");
    int past = 0;
    if (told && sscanf(told, "%ld %d %d %u %n", &at, &deed, &lasting, &seed, &past) == 4) drill_watch(told + past);
}

/* Which files */

/* The path below the folder, or NULL; `out` holds it. */
static const char *below(const char *path, char *out) {
    if (!folder_length || strncmp(path, folder, folder_length)) return NULL;
    if (path[folder_length] == 0) return strcpy(out, ".");
    if (path[folder_length] != '/') return NULL;
    size_t length = strlen(path);
    if (length > 10 && !strcmp(path + length - 10, " (deleted)")) return NULL;
    return strcpy(out, path + folder_length + 1);
}

static const char *of_descriptor(int descriptor, char *out) {
    if (!folder_length || descriptor < 0) return NULL;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    return below(path, out);
}

static const char *of_path(int where, const char *name, char *out) {
    if (!folder_length || !name) return NULL;
    char whole[2 * PATH_MAX] = "", parent[PATH_MAX], real_parent[PATH_MAX];
    if (name[0] != '/') {
        char link[64] = "/proc/self/cwd";
        if (where != AT_FDCWD) snprintf(link, sizeof link, "/proc/self/fd/%d", where);
        ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, whole, PATH_MAX - 1);
        if (length < 0) return NULL;
        whole[length] = '/';
        whole[length + 1] = 0;
    }
    strncat(whole, name, PATH_MAX);
    size_t length = strlen(whole);
    while (length > 1 && whole[length - 1] == '/') whole[--length] = 0;
    if (!strncmp(whole, folder, folder_length)) return below(whole, out);
    char *slash = strrchr(whole, '/'); /* through a link, perhaps */
    if (!slash || slash - whole >= PATH_MAX) return NULL;
    memcpy(parent, whole, slash - whole);
    parent[slash - whole] = 0;
    if (!realpath(parent[0] ? parent : "/", real_parent) || strlen(real_parent) + strlen(slash) >= PATH_MAX) return NULL;
    strcat(real_parent, slash);
    return below(real_parent, out);
}

/* What happens to one call */

static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause(); }

/* Count a call; its deed, if it is this one's turn. What frees space or needs none does not fail for want of it. */
static int coming(int kind, const char *path) {
    calls++;
    if (listed >= 0) {
        char line[PATH_MAX + 4];
        int size = snprintf(line, sizeof line, "%c %s\n", kind, path);
        if (syscall(SYS_write, listed, line, size) != size) abort();
    }
    if (deed == NOTHING || calls < at || (calls > at && !(lasting && deed >= NO_SPACE))) return NOTHING;
    if (deed == NO_SPACE && strchr("utx", kind)) return NOTHING;
    if (deed >= NO_SPACE && !spoilt++) {
        last_kind = kind;
        snprintf(last_path, sizeof last_path, "%s", path);
    }
    if (deed == KILL_BEFORE || (deed == TEAR && kind != 'w')) die();
    return deed;
}

#define FAILS(now) ((now) == NO_SPACE || (now) == BAD_DISK)
#define CODE(now) ((now) == NO_SPACE ? ENOSPC : EIO)
#define SEEN(kind, path, offset, other, bytes, length, call)                     \
    do {                                                                          \
        if (!(path)) return call;                                                 \
        pthread_mutex_lock(&turn);                                                \
        int now = coming(kind, path);                                                   \
        if (FAILS(now)) { pthread_mutex_unlock(&turn); errno = CODE(now); return -1; } \
        __auto_type done = call;                                                  \
        int kept = errno;                                                         \
        if (done >= 0) note(kind, offset, path, other, bytes, length); \
        if (now == KILL_AFTER) die();                                             \
        pthread_mutex_unlock(&turn);                                              \
        errno = kept;                                                             \
        return done;                                                              \
    } while (0)

static int opened(int where, const char *name, int flags, mode_t mode) {
    char out[PATH_MAX];
    const char *path = (flags & O_ACCMODE) != O_RDONLY ? of_path(where, name, out) : NULL;
    if (!path) return syscall(SYS_openat, where, name, flags, mode);
    pthread_mutex_lock(&turn);
    struct stat found;
    int is_new = syscall(SYS_newfstatat, where, name, &found, 0) != 0;
    char kind = is_new ? 'c' : (flags & O_TRUNC) ? 't' : 'o';
    int now = coming(kind, path);
    if (FAILS(now)) { pthread_mutex_unlock(&turn); errno = CODE(now); return -1; }
    int descriptor = syscall(SYS_openat, where, name, flags, mode), kept = errno;
    if (descriptor >= 0 && kind != 'o') note(kind, 0, path, NULL, NULL, 0);
    if (now == KILL_AFTER) die();
    pthread_mutex_unlock(&turn);
    errno = kept;
    return descriptor;
}

static ssize_t written(int descriptor, const void *bytes, size_t length, off_t offset) {
    char out[PATH_MAX];
    const char *path = of_descriptor(descriptor, out);
    int placed = offset >= 0;
    if (path) pthread_mutex_lock(&turn);
    int now = path ? coming('w', path) : NOTHING;
    size_t part = length;
    if (now == TEAR) { /* at a sector for every second seed, anywhere for the others */
        unsigned chance = rand_r(&seed);
        part = length < 2 ? 0 : chance % 2 && length > 512 ? (chance / 2 % (length / 512 + 1)) * 512 : chance / 2 % length;
    } else if (now == NO_SPACE && spoilt == 1 && seed % 2) {
        part = length / 2; /* a full disk takes what still fits, and says so only the next time */
    } else if (FAILS(now)) {
        pthread_mutex_unlock(&turn);
        errno = CODE(now);
        return -1;
    }
    if (path && !placed) {
        struct stat found;
        offset = syscall(SYS_fcntl, descriptor, F_GETFL) & O_APPEND
            ? (syscall(SYS_fstat, descriptor, &found), found.st_size) : syscall(SYS_lseek, descriptor, 0, SEEK_CUR);
    }
    ssize_t done = placed ? syscall(SYS_pwrite64, descriptor, bytes, part, offset) : syscall(SYS_write, descriptor, bytes, part);
    int kept = errno;
    if (path) {
        if (done > 0) note('w', offset, path, NULL, bytes, done);
        if (now == TEAR || now == KILL_AFTER) die();
        pthread_mutex_unlock(&turn);
    }
    errno = kept;
    return done;
}

static ssize_t gathered(int descriptor, const struct iovec *parts, int count, off_t offset) {
    size_t whole = 0, filled = 0;
    for (int n = 0; n < count; n++) whole += parts[n].iov_len;
    char *bytes = malloc(whole + 1);
    for (int n = 0; n < count; filled += parts[n++].iov_len) memcpy(bytes + filled, parts[n].iov_base, parts[n].iov_len);
    ssize_t done = written(descriptor, bytes, whole, offset);
    free(bytes);
    return done;
}

/* The functions of libc that are stood before */

#define MODE() mode_t mode = 0; if (flags & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *name, int flags, ...) { MODE() return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE() return opened(AT_FDCWD, name, flags | O_LARGEFILE, mode); }
int openat(int where, const char *name, int flags, ...) { MODE() return opened(where, name, flags, mode); }
int openat64(int where, const char *name, int flags, ...) { MODE() return opened(where, name, flags | O_LARGEFILE, mode); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

ssize_t write(int d, const void *bytes, size_t length) { return written(d, bytes, length, -1); }
ssize_t pwrite(int d, const void *bytes, size_t length, off_t offset) { return written(d, bytes, length, offset); }
ssize_t pwrite64(int d, const void *bytes, size_t length, off64_t offset) { return written(d, bytes, length, offset); }
ssize_t writev(int d, const struct iovec *parts, int count) { return gathered(d, parts, count, -1); }
ssize_t pwritev(int d, const struct iovec *parts, int count, off_t offset) { return gathered(d, parts, count, offset); }
ssize_t pwritev64(int d, const struct iovec *parts, int count, off64_t offset) { return gathered(d, parts, count, offset); }

int fsync(int d) { char out[PATH_MAX]; const char *path = of_descriptor(d, out); SEEN('s', path, 0, NULL, NULL, 0, REAL(fsync)(d)); }
int fdatasync(int d) { char out[PATH_MAX]; const char *path = of_descriptor(d, out); SEEN('s', path, 0, NULL, NULL, 0, REAL(fdatasync)(d)); }
int ftruncate(int d, off_t size) { char out[PATH_MAX]; const char *path = of_descriptor(d, out); SEEN('t', path, size, NULL, NULL, 0, REAL(ftruncate)(d, size)); }
int ftruncate64(int d, off64_t size) { return ftruncate(d, size); }
int truncate(const char *name, off_t size) { char out[PATH_MAX]; const char *path = of_path(AT_FDCWD, name, out); SEEN('t', path, size, NULL, NULL, 0, REAL(truncate)(name, size)); }
int truncate64(const char *name, off64_t size) { return truncate(name, size); }
int fallocate(int d, int mode, off_t from, off_t size) {
    char out[PATH_MAX];
    const char *path = of_descriptor(d, out);
    if (path && mode) unseen = 1; /* a hole is punched: not a way that can be replayed */
    SEEN('f', path, from + size, NULL, NULL, 0, REAL(fallocate)(d, mode, from, size));
}
int fallocate64(int d, int mode, off64_t from, off64_t size) { return fallocate(d, mode, from, size); }
int posix_fallocate(int d, off_t from, off_t size) {
    char out[PATH_MAX];
    if (of_descriptor(d, out)) return fallocate(d, 0, from, size) ? errno : 0;
    return REAL(posix_fallocate)(d, from, size);
}
int posix_fallocate64(int d, off64_t from, off64_t size) { return posix_fallocate(d, from, size); }

static int renamed(int a, const char *from, int b, const char *to, unsigned flags) {
    char out[PATH_MAX], other[PATH_MAX];
    const char *path = of_path(a, from, out), *target = of_path(b, to, other);
    if (!target) path = NULL; /* out of the folder: nobody's business */
    if (!path && target) unseen = 1;
    SEEN('r', path, 0, target, NULL, 0, (int)syscall(SYS_renameat2, a, from, b, to, flags));
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return renamed(a, from, b, to, flags); }

static int linked(int a, const char *from, int b, const char *to, int flags) {
    char out[PATH_MAX], other[PATH_MAX];
    const char *path = of_path(a, from, out), *target = of_path(b, to, other);
    if (!path && target) unseen = 1;
    SEEN('l', target ? path : NULL, 0, target, NULL, 0, (int)syscall(SYS_linkat, a, from, b, to, flags));
}
int link(const char *from, const char *to) { return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags) { return linked(a, from, b, to, flags); }
int symlink(const char *text, const char *name) { char out[PATH_MAX]; const char *path = of_path(AT_FDCWD, name, out); SEEN('y', path, 0, text, NULL, 0, REAL(symlink)(text, name)); }

static int unlinked(int where, const char *name, int flags) {
    char out[PATH_MAX];
    const char *path = of_path(where, name, out);
    SEEN(((flags & AT_REMOVEDIR) ? 'x' : 'u'), path, 0, NULL, NULL, 0, (int)syscall(SYS_unlinkat, where, name, flags));
}
int unlink(const char *name) { return unlinked(AT_FDCWD, name, 0); }
int unlinkat(int where, const char *name, int flags) { return unlinked(where, name, flags); }
int rmdir(const char *name) { return unlinked(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
    int done = unlinked(AT_FDCWD, name, 0);
    return done && errno == EISDIR ? unlinked(AT_FDCWD, name, AT_REMOVEDIR) : done;
}

static int made(int where, const char *name, mode_t mode) {
    char out[PATH_MAX];
    const char *path = of_path(where, name, out);
    SEEN('d', path, 0, NULL, NULL, 0, (int)syscall(SYS_mkdirat, where, name, mode));
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int where, const char *name, mode_t mode) { return made(where, name, mode); }

/* Ways by which bytes would come unseen: the caller is sent another way, or it is said. */
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    char out[PATH_MAX];
    if (of_descriptor(to, out)) { errno = ENOSYS; return -1; }
    return REAL(sendfile)(to, from, offset, length);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) { return sendfile(to, from, offset, length); }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t length, unsigned flags) {
    char out[PATH_MAX];
    if (of_descriptor(to, out)) { errno = ENOSYS; return -1; }
    return REAL(copy_file_range)(from, a, to, b, length, flags);
}
void *mmap(void *where, size_t length, int rights, int flags, int d, off_t offset) {
    char out[PATH_MAX];
    if ((flags & MAP_SHARED) && (rights & PROT_WRITE) && of_descriptor(d, out)) unseen = 1;
    return (void *)syscall(SYS_mmap, where, length, rights, flags, d, offset);
}
void *mmap64(void *where, size_t length, int rights, int flags, int d, off64_t offset) { return mmap(where, length, rights, flags, d, offset); }

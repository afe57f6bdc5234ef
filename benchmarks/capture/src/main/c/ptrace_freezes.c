// SPDX-License-Identifier: Apache-2.0
// Preloaded into a program that traces others, it notes for how long each thread stands: from the
// return of the wait that reports the stop until the thread is let go. The notes go straight into a
// mapped file, the one that PORTHOLE_FREEZES names, so that they outlive any way of ending.
//
// The file, in the machine's byte order: u64 number of notes, then for each note u64 thread id,
// u64 begin, u64 end, both nanoseconds of CLOCK_MONOTONIC; an end of 0 is: never let go.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_NOTES (UINT64_C(1) << 16)
#define MAX_TID (1 << 22) // the kernel's own bound

struct note {
    uint64_t tid;
    uint64_t begin_ns;
    uint64_t end_ns;
};

struct notes {
    uint64_t count;
    struct note items[MAX_NOTES];
};

typedef long (*ptrace_function)(enum __ptrace_request, pid_t, void *, void *);
typedef pid_t (*waitpid_function)(pid_t, int *, int);
typedef pid_t (*wait4_function)(pid_t, int *, int, struct rusage *);

static struct notes *notes;
static uint32_t standing[MAX_TID]; // number of the thread's open note, plus 1
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ptrace_function real_ptrace;
static waitpid_function real_waitpid;
static wait4_function real_wait4;

// ISO C knows no conversion from an object's pointer to a function's.
static void find(const char *name, void *function) {
    *(void **)function = dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void) {
    find("ptrace", &real_ptrace);
    find("waitpid", &real_waitpid);
    find("wait4", &real_wait4);
    const char *path = getenv("PORTHOLE_FREEZES");
    int fd = path == NULL ? -1 : open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        return;
    }
    if (ftruncate(fd, sizeof *notes) == 0) {
        void *mapped = mmap(NULL, sizeof *notes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        notes = mapped == MAP_FAILED ? NULL : mapped;
    }
    (void)close(fd);
}

static uint64_t now_ns(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

static void let_go(pid_t tid) {
    if (notes == NULL || tid <= 0 || tid >= MAX_TID) {
        return;
    }
    (void)pthread_mutex_lock(&lock);
    if (standing[tid] != 0) {
        notes->items[standing[tid] - 1].end_ns = now_ns();
        standing[tid] = 0;
    }
    (void)pthread_mutex_unlock(&lock);
}

static void stands(pid_t tid, int status) {
    uint64_t now = now_ns();
    if (notes == NULL || tid <= 0 || tid >= MAX_TID) {
        return;
    }
    if (!WIFSTOPPED(status)) {
        let_go(tid);
        return;
    }
    (void)pthread_mutex_lock(&lock);
    if (standing[tid] == 0 && notes->count < MAX_NOTES) {
        notes->items[notes->count] = (struct note){.tid = (uint64_t)tid, .begin_ns = now};
        notes->count++;
        standing[tid] = (uint32_t)notes->count;
    }
    (void)pthread_mutex_unlock(&lock);
}

long ptrace(enum __ptrace_request request, ...) {
    va_list arguments;
    va_start(arguments, request);
    pid_t tid = va_arg(arguments, pid_t);
    void *address = va_arg(arguments, void *);
    void *data = va_arg(arguments, void *);
    va_end(arguments);
    long result = real_ptrace(request, tid, address, data);
    if (request == PTRACE_DETACH || request == PTRACE_CONT) {
        let_go(tid);
    }
    return result;
}

pid_t waitpid(pid_t tid, int *status, int options) {
    int own = 0;
    pid_t result = real_waitpid(tid, &own, options);
    if (result > 0) {
        stands(result, own);
    }
    if (status != NULL) {
        *status = own;
    }
    return result;
}

pid_t wait4(pid_t tid, int *status, int options, struct rusage *usage) {
    int own = 0;
    pid_t result = real_wait4(tid, &own, options, usage);
    if (result > 0) {
        stands(result, own);
    }
    if (status != NULL) {
        *status = own;
    }
    return result;
}

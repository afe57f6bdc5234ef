// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "quiet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frames.h"

#define BELOW_SP 64u // the last pc may lie below the last sp

int stack_take(struct target *t, uint64_t from, uint64_t base, struct stack_copy *stack) {
    if (from >= base || from % 8 != 0) {
        return -EFAULT;
    }
    uint64_t size = base - from < STACK_COPY_MAX ? base - from : STACK_COPY_MAX;
    uint8_t *bytes = malloc((size_t)size);
    if (bytes == NULL) {
        return -ENOMEM;
    }
    int error = target_read_fresh(t, from, bytes, (size_t)size);
    if (error != 0) {
        free(bytes);
        return error;
    }
    free(stack->bytes);
    stack->base = from;
    stack->size = (size_t)size;
    stack->bytes = bytes;
    return 0;
}

// Reads a small file of a thread. Returns its length, ended by NUL, or -errno.
static ssize_t read_task_file(int tasks, pid_t tid, const char *name, char *to, size_t capacity) {
    char path[48];
    (void)snprintf(path, sizeof path, "%d/%s", (int)tid, name);
    int fd = openat(tasks, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    ssize_t got = read(fd, to, capacity - 1);
    int error = -errno;
    (void)close(fd);
    if (got < 0) {
        return error;
    }
    to[got] = '\0';
    return got;
}

bool quiet_running(int tasks, struct thread *thread) {
    char text[256];
    if (read_task_file(tasks, thread->tid, "stat", text, sizeof text) <= 0) {
        return true;
    }
    const char *open = strchr(text, '(');
    const char *close = strrchr(text, ')');
    if (open == NULL || close == NULL || close < open || close[1] != ' ') {
        return true;
    }
    size_t n = (size_t)(close - open - 1);
    n = n < COMM_SIZE - 1 ? n : COMM_SIZE - 1;
    memcpy(thread->name, open + 1, n);
    thread->name[n] = '\0';
    return strchr("SDTt", close[2]) == NULL;
}

// How often the kernel has put the thread on a processor: the third number. Unlike its time there,
// it is exact at any moment. Returns 0 or -errno.
static int times_run(int tasks, pid_t tid, uint64_t *times) {
    char text[128];
    unsigned long long ran, waited, count;
    ssize_t got = read_task_file(tasks, tid, "schedstat", text, sizeof text);
    if (got < 0) {
        return (int)got;
    }
    if (sscanf(text, "%llu %llu %llu", &ran, &waited, &count) != 3 || count == 0) {
        return -ENOTSUP;
    }
    *times = count;
    return 0;
}

static bool same_anchor(const struct anchor *a, const struct anchor *b) {
    return a->sp == b->sp && a->pc == b->pc && a->fp == b->fp;
}

int quiet_take(const struct jvm *jvm, int tasks, struct thread *thread) {
    uint64_t before, after;
    int error = times_run(tasks, thread->tid, &before);
    if (error != 0) {
        return error == -ENOENT || error == -ESRCH ? error : -EBUSY;
    }
    bool running = quiet_running(tasks, thread);
    error = thread_read_java(jvm, thread);
    if (error != 0) {
        return error;
    }
    // A thread in these states without an anchor runs no Java code below what it does.
    bool outside = thread->state == JAVA_IN_NATIVE || thread->state == JAVA_BLOCKED;
    bool nothing = outside && thread->anchor.sp == 0;
    if (!nothing && (running || thread->anchor.sp == 0 || thread->state == JAVA_IN_JAVA)) {
        return -EBUSY;
    }
    struct anchor anchor = thread->anchor;
    thread->taken_ns = monotonic_ns();
    if (!nothing) {
        if (anchor.sp < BELOW_SP) {
            return -EBUSY;
        }
        error = stack_take(jvm->target, anchor.sp - BELOW_SP, thread->stack_base, &thread->stack);
    }
    if (error == 0) {
        error = thread_read_java(jvm, thread);
    }
    if (error != 0) {
        return error == -EFAULT ? -EBUSY : error;
    }
    bool same = same_anchor(&anchor, &thread->anchor);
    if (!nothing) {
        same = same && times_run(tasks, thread->tid, &after) == 0 && after == before;
    }
    if (!same) {
        free(thread->stack.bytes);
        memset(&thread->stack, 0, sizeof thread->stack);
        return -EBUSY;
    }
    thread->how = READ_QUIETLY;
    return 0;
}

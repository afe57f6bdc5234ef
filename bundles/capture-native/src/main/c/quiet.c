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
#include "stacktake.h"

#define BELOW_SP 64u // the last pc may lie below the last sp

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

int quiet_parse_place(const char *text, struct regs *regs) {
    // "NUMBER ARGUMENT... SP PC" in a system call, "-1 SP PC" when blocked elsewhere, or "running".
    const char *pc = strrchr(text, ' ');
    const char *sp = pc;
    while (sp != NULL && sp > text && (sp == pc || *sp != ' ')) {
        sp--;
    }
    char *end;
    if (sp == NULL || *sp != ' ') {
        return -EBUSY;
    }
    regs->known = 0;
    regs_set(regs, DWARF_RSP, strtoull(sp + 1, &end, 16));
    bool sound = end == pc;
    regs_set(regs, DWARF_RIP, strtoull(pc + 1, &end, 16));
    sound = sound && end > pc + 1 && (*end == '\n' || *end == '\0');
    return sound && regs->r[DWARF_RSP] != 0 && regs->r[DWARF_RIP] != 0 ? 0 : -EBUSY;
}

// Where a blocked thread is. The kernel tells it only after it has seen it off its processor.
static int blocked_at(int tasks, pid_t tid, struct regs *regs) {
    char text[256];
    ssize_t got = read_task_file(tasks, tid, "syscall", text, sizeof text);
    if (got < 0) {
        return got == -ESRCH ? -ESRCH : -EBUSY;
    }
    return quiet_parse_place(text, regs);
}

// The stack of a thread that the kernel has seen off its processor.
static int take_native(const struct quiet *q, struct thread *thread) {
    struct anchor anchor = {.sp = 0};
    int error = blocked_at(q->tasks, thread->tid, &thread->stack.regs);
    if (error == 0 && thread->java_thread != 0) {
        error = thread_read_java(q->jvm, thread);
        anchor = thread->anchor;
        bool outside = thread->state == JAVA_IN_NATIVE || thread->state == JAVA_BLOCKED;
        if (error == 0 && anchor.sp == 0 && !outside) {
            return -EBUSY; // its Java frames can only be found from its registers
        }
    }
    thread->taken_ns = monotonic_ns();
    if (error == 0) {
        error = stack_take_whole(q->jvm->target, q->maps, thread);
    }
    if (error == 0 && thread->java_thread != 0) {
        error = thread_read_java(q->jvm, thread);
    }
    return error != 0 ? error : same_anchor(&anchor, &thread->anchor) ? 0 : -EBUSY;
}

// The stack from the last Java frame on. Sets *moves to whether it could have changed.
static int take_java(const struct quiet *q, struct thread *thread, bool running, bool *moves) {
    int error = thread_read_java(q->jvm, thread);
    if (error != 0) {
        return error;
    }
    // A thread in these states without an anchor runs no Java code below what it does.
    bool outside = thread->state == JAVA_IN_NATIVE || thread->state == JAVA_BLOCKED;
    *moves = !outside || thread->anchor.sp != 0;
    if (*moves && (running || thread->anchor.sp < BELOW_SP || thread->state == JAVA_IN_JAVA)) {
        return -EBUSY;
    }
    struct anchor anchor = thread->anchor;
    thread->taken_ns = monotonic_ns();
    if (*moves) {
        error = stack_take(q->jvm->target, anchor.sp - BELOW_SP, thread->stack_base,
                           &thread->stack);
    }
    if (error == 0) {
        error = thread_read_java(q->jvm, thread);
    }
    return error != 0 ? error : same_anchor(&anchor, &thread->anchor) ? 0 : -EBUSY;
}

int quiet_take(const struct quiet *quiet, struct thread *thread) {
    uint64_t before, after;
    bool moves = true;
    int error = times_run(quiet->tasks, thread->tid, &before);
    if (error != 0) {
        return error == -ENOENT || error == -ESRCH ? error : -EBUSY;
    }
    bool running = quiet_running(quiet->tasks, thread);
    if (!quiet->native) {
        error = take_java(quiet, thread, running, &moves);
    } else {
        error = running ? -EBUSY : take_native(quiet, thread);
    }
    if (error == 0 && moves &&
        (times_run(quiet->tasks, thread->tid, &after) != 0 || after != before)) {
        error = -EBUSY;
    }
    if (error == 0) {
        thread->how = READ_QUIETLY;
        return 0;
    }
    free(thread->stack.bytes);
    memset(&thread->stack, 0, sizeof thread->stack);
    return error == -EFAULT ? -EBUSY : error;
}

// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "stop.h"

#include <elf.h>
#include <errno.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>

#include "frames.h"
#include "quiet.h"

#define EVENT_STOP 128 // PTRACE_EVENT_STOP
#define RED_ZONE 128u
#define UNKNOWN_STACK (UINT64_C(1) << 20)

static bool wanted(const struct stopper *s, const struct thread *t) {
    return t->how == NOT_READ && t->missing == NULL && (t->java_thread != 0 || s->others);
}

int stop_seize(struct stopper *stopper) {
    for (size_t i = 0; i < stopper->threads->count; i++) {
        struct thread *t = &stopper->threads->items[i];
        if (!wanted(stopper, t)) {
            continue;
        }
        if (ptrace(PTRACE_SEIZE, t->tid, NULL, NULL) == 0) {
            t->seized = true;
            stopper->seized++;
        } else if (errno == ESRCH) {
            t->missing = "the thread has ended";
        } else {
            return -errno;
        }
    }
    return 0;
}

static void take_registers(const struct user_regs_struct *u, struct regs *regs) {
    const unsigned long long values[DWARF_COUNT] = {
        u->rax, u->rdx, u->rcx, u->rbx, u->rsi, u->rdi, u->rbp, u->rsp, u->r8,
        u->r9,  u->r10, u->r11, u->r12, u->r13, u->r14, u->r15, u->rip,
    };
    for (unsigned int i = 0; i < DWARF_COUNT; i++) {
        regs_set(regs, i, values[i]);
    }
}

static int read_registers(pid_t tid, struct regs *regs) {
    struct user_regs_struct user;
    struct iovec iov = {.iov_base = &user, .iov_len = sizeof user};
    memset(&user, 0, sizeof user);
    // Some kernels (User Mode Linux) know only the older request.
    if (ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &iov) != 0 &&
        ptrace(PTRACE_GETREGS, tid, NULL, &user) != 0) {
        return -errno;
    }
    take_registers(&user, regs);
    return 0;
}

// The upper end of the stack that sp is in.
static uint64_t upper_end(const struct stopper *s, const struct thread *t, uint64_t sp) {
    const struct mapping *m = maps_find(s->maps, sp);
    if (t->stack_base > sp && t->stack_base - sp < STACK_COPY_MAX) {
        return t->stack_base;
    }
    uint64_t end = m != NULL ? m->end : 0;
    return end - sp < UNKNOWN_STACK ? end : sp + UNKNOWN_STACK;
}

static void take(struct stopper *s, struct thread *t) {
    int error = read_registers(t->tid, &t->stack.regs);
    if (error == 0 && t->java_thread != 0) {
        error = thread_read_java(s->jvm, t);
    }
    if (error == 0) {
        uint64_t sp = t->stack.regs.r[DWARF_RSP] & ~UINT64_C(7);
        uint64_t end = upper_end(s, t, sp);
        // What was just returned from is below sp; the stack's lowest page may begin there.
        error = sp > RED_ZONE ? stack_take(s->jvm->target, sp - RED_ZONE, end, &t->stack) : -EFAULT;
        if (error == -EFAULT) {
            error = stack_take(s->jvm->target, sp, end, &t->stack);
        }
    }
    t->taken_ns = monotonic_ns();
    if (error == 0) {
        t->how = READ_STOPPED;
    } else {
        t->missing = error == -ESRCH ? "the thread has ended" : "its stack could not be read";
    }
}

static void let_go(struct stopper *s, struct thread *t) {
    (void)ptrace(PTRACE_DETACH, t->tid, NULL, (void *)(uintptr_t)t->signal);
    t->held_ns = monotonic_ns() - t->held_since_ns;
    t->held = false;
    t->seized = false;
    s->seized--;
}

// Collects one change of a thread's. Returns the thread when it stands now, else NULL; *more says
// whether there was a change.
static struct thread *next_standing(struct stopper *s, bool *more) {
    int status;
    pid_t tid = waitpid(-1, &status, __WALL | WNOHANG);
    *more = tid > 0;
    struct thread *t = tid > 0 ? threads_find(s->threads, tid) : NULL;
    if (t == NULL || !t->seized) {
        return NULL;
    }
    if (!WIFSTOPPED(status)) {
        t->seized = false;
        s->seized--;
        if (t->how == NOT_READ) {
            t->missing = "the thread has ended";
        }
        return NULL;
    }
    t->held_since_ns = monotonic_ns();
    t->held = true;
    t->signal = status >> 16 == EVENT_STOP ? 0 : WSTOPSIG(status);
    return t;
}

static size_t interrupt_all(struct stopper *s) {
    size_t pending = 0;
    for (size_t i = 0; i < s->threads->count; i++) {
        struct thread *t = &s->threads->items[i];
        if (t->seized) {
            (void)ptrace(PTRACE_INTERRUPT, t->tid, NULL, NULL);
            pending++;
        }
    }
    return pending;
}

static void take_held(struct stopper *s) {
    for (size_t i = 0; i < s->threads->count; i++) {
        if (s->threads->items[i].held) {
            take(s, &s->threads->items[i]);
        }
    }
    uint64_t instant = monotonic_ns();
    for (size_t i = 0; i < s->threads->count; i++) {
        struct thread *t = &s->threads->items[i];
        if (t->held) {
            t->taken_ns = instant;
            let_go(s, t);
        }
    }
}

void stop_take(struct stopper *stopper, uint64_t deadline_ns) {
    static const struct timespec pause = {.tv_nsec = 20000};
    // Where that is allowed: what holds others should not have to wait for a processor.
    (void)setpriority(PRIO_PROCESS, 0, -20);
    size_t pending = interrupt_all(stopper);
    while (pending > 0) {
        bool more;
        size_t before = stopper->seized;
        struct thread *t = next_standing(stopper, &more);
        if (t != NULL && !stopper->consistent) {
            take(stopper, t);
            let_go(stopper, t);
        }
        pending -= t != NULL || stopper->seized < before ? 1 : 0;
        if (!more && pending > 0) {
            if (monotonic_ns() > deadline_ns) {
                break;
            }
            (void)nanosleep(&pause, NULL);
        }
    }
    take_held(stopper);
    for (size_t i = 0; i < stopper->threads->count; i++) {
        struct thread *t = &stopper->threads->items[i];
        if (t->seized && t->how == NOT_READ) {
            t->missing = "the thread did not stop in time";
        }
    }
}

void stop_late(struct stopper *stopper) {
    bool more = stopper->seized > 0;
    while (more) {
        struct thread *t = next_standing(stopper, &more);
        if (t != NULL) {
            let_go(stopper, t);
        }
    }
}

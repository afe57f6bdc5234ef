// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "stop.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>

#include "frames.h"
#include "procfiles.h"
#include "stacktake.h"

#define EVENT_STOP 128 // PTRACE_EVENT_STOP

// So many are on their way to a stop at once: enough to keep the processors busy, few enough that
// one that stands need not wait long until the others that came to stand before it are copied.
#define OUTSTANDING_MAX 8u
#define POLL_NS 1000000

static bool wanted(const struct stopper *s, const struct thread *t) {
    bool unread = t->how == NOT_READ || t->needs_registers;
    return unread && t->missing == NULL && (t->java_thread != 0 || s->others);
}

// Another tracer of the thread, which is then what keeps this one from it.
static bool name_tracer(struct stopper *s, struct thread *t) {
    char file[64];
    struct process_status status;
    (void)snprintf(file, sizeof file, "/proc/%d/task/%d/status", (int)s->jvm->target->pid,
                   (int)t->tid);
    if (proc_read_status(AT_FDCWD, file, &status) != 0 || status.tracer == 0) {
        return false;
    }
    if (s->tracer == 0) {
        s->tracer = status.tracer;
        (void)snprintf(s->traced, sizeof s->traced,
                       "process %u traces the thread, and only one process can", s->tracer);
    }
    t->missing = status.tracer == s->tracer ? s->traced : "another process traces the thread";
    return true;
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
            continue;
        }
        int error = errno;
        if (error == ESRCH) {
            t->missing = "the thread has ended";
        } else if (error != EPERM || !name_tracer(stopper, t)) {
            return -error;
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

static void take(struct stopper *s, struct thread *t) {
    int error = read_registers(t->tid, &t->stack.regs);
    if (error == 0 && t->java_thread != 0) {
        error = thread_read_java(s->jvm, t);
    }
    if (error == 0) {
        error = stack_take_whole(s->jvm->target, s->maps, t);
    }
    t->taken_ns = monotonic_ns();
    t->needs_registers = false;
    t->how = error == 0 ? READ_STOPPED : NOT_READ;
    if (error != 0) {
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

static void on_its_way(struct stopper *s, struct thread *t, bool is) {
    s->outstanding += is && !t->interrupted ? 1 : 0;
    s->outstanding -= !is && t->interrupted ? 1 : 0;
    t->interrupted = is;
}

static int signal_of(int status) {
    return status >> 16 == EVENT_STOP ? 0 : WSTOPSIG(status);
}

// Collects one change of a thread's. Returns the thread when it stands now, else NULL; *more says
// whether there was a change.
static struct thread *next_standing(struct stopper *s, bool *more) {
    int status;
    pid_t tid = waitpid(-1, &status, __WALL | WNOHANG);
    *more = tid > 0;
    if (!*more) {
        s->standing_since_ns = 0;
        return NULL;
    }
    if (s->standing_since_ns == 0) {
        s->standing_since_ns = monotonic_ns();
    }
    struct thread *t = threads_find(s->threads, tid);
    if (t == NULL || !t->seized) {
        return NULL;
    }
    on_its_way(s, t, false);
    if (!WIFSTOPPED(status)) {
        t->seized = false;
        s->seized--;
        if (t->how == NOT_READ) {
            t->missing = "the thread has ended";
        }
        return NULL;
    }
    // Where several stood at the last look, this one may have stood while the others were copied.
    t->held_since_ns = t->interrupted_ns > s->standing_since_ns ? t->interrupted_ns
                                                                : s->standing_since_ns;
    t->held = true;
    t->signal = signal_of(status);
    return t;
}

// Interrupts the next threads, as many as may be on their way.
static void interrupt_some(struct stopper *s, size_t *next) {
    size_t most = s->consistent ? s->threads->count : OUTSTANDING_MAX;
    for (; *next < s->threads->count && s->outstanding < most; ++*next) {
        struct thread *t = &s->threads->items[*next];
        if (t->seized && !t->held) {
            t->interrupted_ns = monotonic_ns();
            (void)ptrace(PTRACE_INTERRUPT, t->tid, NULL, NULL);
            on_its_way(s, t, true);
        }
    }
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

// Each stop is announced by SIGCHLD: waiting for that wakes at once, and misses none.
static void await_change(void) {
    static const struct timespec patience = {.tv_nsec = POLL_NS};
    sigset_t changes;
    sigemptyset(&changes);
    sigaddset(&changes, SIGCHLD);
    (void)sigtimedwait(&changes, NULL, &patience);
}

static void announce_changes(void) {
    sigset_t changes;
    sigemptyset(&changes);
    sigaddset(&changes, SIGCHLD);
    (void)signal(SIGCHLD, SIG_DFL);
    (void)sigprocmask(SIG_BLOCK, &changes, NULL);
}

// A handler of SIGCHLD: whoever comes to stand now has come too late to be taken.
static void let_late_go(int number) {
    int error = errno;
    int status;
    (void)number;
    for (pid_t tid = waitpid(-1, &status, __WALL | WNOHANG); tid > 0;
         tid = waitpid(-1, &status, __WALL | WNOHANG)) {
        if (WIFSTOPPED(status)) {
            (void)ptrace(PTRACE_DETACH, tid, NULL, (void *)(uintptr_t)(unsigned)signal_of(status));
        }
    }
    errno = error;
}

// Whatever this process does from now on, reading its answer may take the very thread that stops.
static void let_all_late_go(void) {
    struct sigaction action = {.sa_handler = let_late_go, .sa_flags = SA_RESTART};
    sigset_t changes;
    sigemptyset(&changes);
    sigaddset(&changes, SIGCHLD);
    (void)sigaction(SIGCHLD, &action, NULL);
    (void)sigprocmask(SIG_UNBLOCK, &changes, NULL);
    (void)raise(SIGCHLD);
}

void stop_take(struct stopper *stopper, uint64_t deadline_ns) {
    size_t next = 0;
    // Where that is allowed: what holds others should not have to wait for a processor.
    (void)setpriority(PRIO_PROCESS, 0, -20);
    announce_changes();
    interrupt_some(stopper, &next);
    while (stopper->outstanding > 0) {
        bool more;
        struct thread *t = next_standing(stopper, &more);
        if (t != NULL && !stopper->consistent) {
            take(stopper, t);
            let_go(stopper, t);
        }
        interrupt_some(stopper, &next);
        if (!more && stopper->outstanding > 0) {
            if (monotonic_ns() > deadline_ns) {
                break;
            }
            await_change();
        }
    }
    take_held(stopper);
    for (size_t i = 0; i < stopper->threads->count; i++) {
        struct thread *t = &stopper->threads->items[i];
        if (t->seized && wanted(stopper, t)) {
            t->missing = "the thread did not stop in time";
        }
    }
    let_all_late_go();
}

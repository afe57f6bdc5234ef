// SPDX-License-Identifier: Apache-2.0
// Ends a helper, or its server, at a place that is told: "faults HELPER VICTIM PHASE N". It watches the
// helper's system calls, and when the helper is about to make the N-th one of a phase, it kills the
// process VICTIM. Says "ready" when it watches; then either "killed in PHASE at SYSTEM CALL" once the
// helper has ended, or, when that place never came, how many calls each phase had. Phases, by
// what the helper has done:
//   begin   it has said hello
//   attach  it has attached to the first thread
//   stop    it has interrupted the first thread
//   detach  it has let the first thread go
//   walk    it has said that the stacks are taken
//   answer  it has begun to answer
// Exit codes: 0 as said, 2 usage, 3 it cannot watch the helper.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BEGIN, ATTACH, STOP, DETACH, WALK, ANSWER, PHASES };
enum { SYSCALL_STOP = SIGTRAP | 0x80 };

static const char *const phase_names[] = {"begin", "attach", "stop", "detach", "walk", "answer"};

struct watch {
    pid_t helper;
    pid_t victim;
    int phase_wanted;
    long call_wanted;
    int phase;
    long calls[PHASES];
};

static int phase_named(const char *name) {
    for (int i = 0; i < PHASES; i++) {
        if (strcmp(name, phase_names[i]) == 0) {
            return i;
        }
    }
    return -1;
}

// A call that is about to be made begins a phase when it is the first of its kind.
static int phase_after(int phase, uint64_t call, uint64_t request) {
    if (call == SYS_ptrace && request == PTRACE_SEIZE && phase < ATTACH) {
        return ATTACH;
    }
    if (call == SYS_ptrace && request == PTRACE_INTERRUPT && phase < STOP) {
        return STOP;
    }
    if (call == SYS_ptrace && request == PTRACE_DETACH && phase < DETACH) {
        return DETACH;
    }
    if (call == SYS_write) {
        return phase < WALK ? WALK : ANSWER;
    }
    return phase;
}

static int wait_for_end(pid_t pid) {
    int status;
    while (waitpid(pid, &status, __WALL) == pid) {
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            return status;
        }
        (void)ptrace(PTRACE_CONT, pid, NULL, NULL);
    }
    return -1;
}

// True when that was the place.
static bool at_entry(struct watch *watch, const struct __ptrace_syscall_info *info) {
    watch->phase = phase_after(watch->phase, info->entry.nr, info->entry.args[0]);
    return watch->calls[watch->phase]++ == watch->call_wanted &&
           watch->phase == watch->phase_wanted;
}

static int follow(struct watch *watch) {
    int status;
    int pass = 0;
    for (;;) {
        if (ptrace(PTRACE_SYSCALL, watch->helper, NULL, pass) != 0 ||
            waitpid(watch->helper, &status, __WALL) != watch->helper) {
            return 3;
        }
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            for (int i = 0; i < PHASES; i++) {
                (void)printf("%s %ld\n", phase_names[i], watch->calls[i]);
            }
            return 0;
        }
        struct __ptrace_syscall_info info;
        bool of_call = WSTOPSIG(status) == SYSCALL_STOP;
        pass = of_call || status >> 16 != 0 ? 0 : WSTOPSIG(status);
        if (of_call &&
            ptrace(PTRACE_GET_SYSCALL_INFO, watch->helper, sizeof info, &info) > 0 &&
            info.op == PTRACE_SYSCALL_INFO_ENTRY && at_entry(watch, &info)) {
            (void)kill(watch->victim, SIGKILL);
            (void)ptrace(PTRACE_CONT, watch->helper, NULL, NULL);
            int end = wait_for_end(watch->helper);
            (void)printf("killed in %s at %llu; the helper ended by signal %d\n",
                         phase_names[watch->phase], (unsigned long long)info.entry.nr,
                         end >= 0 && WIFSIGNALED(end) ? WTERMSIG(end) : 0);
            return 0;
        }
    }
}

int main(int count, char **arguments) {
    struct watch watch = {.phase = BEGIN};
    int status;
    if (count != 5) {
        return 2;
    }
    watch.helper = (pid_t)strtol(arguments[1], NULL, 10);
    watch.victim = (pid_t)strtol(arguments[2], NULL, 10);
    watch.phase_wanted = phase_named(arguments[3]);
    watch.call_wanted = strtol(arguments[4], NULL, 10);
    if (ptrace(PTRACE_SEIZE, watch.helper, NULL, PTRACE_O_TRACESYSGOOD) != 0 ||
        ptrace(PTRACE_INTERRUPT, watch.helper, NULL, NULL) != 0 ||
        waitpid(watch.helper, &status, __WALL) != watch.helper) {
        (void)printf("not watched: %s\n", strerror(errno));
        return 3;
    }
    (void)printf("ready\n");
    (void)fflush(stdout);
    return follow(&watch);
}

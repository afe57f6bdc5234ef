// SPDX-License-Identifier: Apache-2.0
// Server and helper in one program, for kernels with Yama: "yama_matrix CASE HELPER". The server, this
// process, prepares the case, starts HELPER (a copy of this program, perhaps with a capability) as
// the helper that it is when started without arguments, grants it what the case says and prints what it
// says: "ok" after attaching, dropping everything, reading and detaching; else the obstacle.
// Cases: plain, grant, revoke (a grant that is taken back), undumpable.
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "preflight.h"
#include "rights.h"
#include "target.h"

static volatile int secret = 4711;

static int say(const char *what) {
    return write(STDOUT_FILENO, what, strlen(what)) < 0 ? 1 : 0;
}

static int say_refusal(const struct preflight *preflight, int error) {
    const struct fact *fact = preflight_obstacle(preflight, OBSTACLE_ALWAYS);
    if (fact == NULL) {
        fact = preflight_obstacle(preflight, OBSTACLE_UNLESS_GRANTED);
    }
    char text[FACT_TEXT];
    (void)snprintf(text, sizeof text, "%s: %s", strerror(-error),
                   fact == NULL ? "unexplained" : fact->about);
    return say(text);
}

static bool read_registers(pid_t pid) {
    struct user_regs_struct user;
    struct iovec vector = {.iov_base = &user, .iov_len = sizeof user};
    return ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &vector) == 0 ||
           ptrace(PTRACE_GETREGS, pid, NULL, &user) == 0;
}

static int look(struct rights *rights, const struct preflight *preflight) {
    static struct target target;
    int value = 0;
    int error = rights_enable(rights);
    if (error != 0) {
        return say_refusal(preflight, error);
    }
    target_init(&target, rights->parent);
    if (ptrace(PTRACE_SEIZE, rights->parent, NULL, NULL) != 0) {
        return say_refusal(preflight, -errno);
    }
    if (rights_check(rights) != 0 || rights_drop(rights) != 0) {
        return say("changed before dropping");
    }
    bool stopped = ptrace(PTRACE_INTERRUPT, rights->parent, NULL, NULL) == 0 &&
                   waitpid(rights->parent, NULL, __WALL) == rights->parent &&
                   read_registers(rights->parent);
    bool read = target_read_fresh(&target, (uint64_t)(uintptr_t)&secret, &value, sizeof value) == 0;
    bool detached = ptrace(PTRACE_DETACH, rights->parent, NULL, NULL) == 0;
    target_close(&target);
    if (rights_check(rights) != 0) {
        return say("changed after copying");
    }
    return say(!stopped              ? "not stopped"
               : !detached           ? "not detached"
               : !read || value != 4711 ? "not read"
                                     : "ok");
}

static int be_helper(void) {
    static struct surroundings seen;
    static struct preflight preflight;
    struct rights rights;
    char go;
    int error = rights_begin(&rights);
    preflight_look(&rights, &seen);
    preflight_judge(&seen, &preflight);
    if (rights_confine(&rights, 20) != 0 || read(STDIN_FILENO, &go, 1) != 1) {
        return say("not confined");
    }
    return error != 0 ? say_refusal(&preflight, error) : look(&rights, &preflight);
}

static int be_server(const char *what, const char *helper) {
    int in[2];
    int out[2];
    char text[FACT_TEXT];
    if (strcmp(what, "undumpable") == 0) {
        (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    }
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) {
        return 2;
    }
    pid_t pid = fork();
    if (pid == 0) {
        (void)dup2(in[0], STDIN_FILENO);
        (void)dup2(out[1], STDOUT_FILENO);
        (void)execl(helper, helper, (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    if (strcmp(what, "grant") == 0 || strcmp(what, "revoke") == 0) {
        (void)prctl(PR_SET_PTRACER, pid, 0, 0, 0);
    }
    if (strcmp(what, "revoke") == 0) {
        (void)prctl(PR_SET_PTRACER, 0, 0, 0, 0);
    }
    if (write(in[1], "", 1) != 1) {
        return 2;
    }
    size_t length = 0;
    for (ssize_t n = 1; n > 0 && length < sizeof text - 1; length += (size_t)n) {
        // Interrupted when the helper stops this process.
        do {
            n = read(out[0], text + length, sizeof text - 1 - length);
        } while (n < 0 && errno == EINTR);
        n = n < 0 ? 0 : n;
    }
    text[length] = '\0';
    (void)waitpid(pid, NULL, 0);
    (void)prctl(PR_SET_PTRACER, 0, 0, 0, 0);
    (void)printf("%s\n", text);
    return 0;
}

int main(int count, char **arguments) {
    return count == 3 ? be_server(arguments[1], arguments[2]) : be_helper();
}

// SPDX-License-Identifier: Apache-2.0
// Plays a server (a child of this program) and its helper (the server's child). Those tests that
// need another user run as root only, and say so.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capabilities.h"
#include "rights.h"
#include "test.h"

enum { NOBODY = 65534, RESULTS = 16 };

// Through which server and helper tell each other and the test what happened; one byte wakes.
struct stage {
    int to_server[2];
    int to_helper[2];
    int to_test[2];
};

static const char *program;
static volatile int secret = 42;

static void tell(int fd, int value) {
    if (write(fd, &value, sizeof value) != (ssize_t)sizeof value) {
        _exit(99);
    }
}

static int hear(int fd) {
    int value = 0;
    return read(fd, &value, sizeof value) == (ssize_t)sizeof value ? value : -1000;
}

// Runs both, and collects what the helper reports.
static int play(void (*server)(struct stage *), void (*helper)(struct stage *), int *results) {
    struct stage stage;
    if (pipe(stage.to_server) != 0 || pipe(stage.to_helper) != 0 || pipe(stage.to_test) != 0) {
        return 0;
    }
    pid_t child = fork();
    if (child == 0) {
        alarm(30);
        server(&stage);
        pid_t grandchild = fork();
        if (grandchild == 0) {
            alarm(30);
            helper(&stage);
            _exit(0);
        }
        close(stage.to_test[1]);
        // What the helper asks for: 1 to execute this program again, 2 another one, 3 to end.
        switch (hear(stage.to_server[0])) {
        case 1:
            (void)execl(program, program, "wait", (char *)NULL);
            break;
        case 2:
            (void)execlp("sleep", "sleep", "30", (char *)NULL);
            break;
        default:
            break;
        }
        _exit(0);
    }
    close(stage.to_test[1]);
    close(stage.to_server[0]);
    int count = 0;
    for (int value; count < RESULTS && (value = hear(stage.to_test[0])) != -1000;) {
        results[count++] = value;
    }
    (void)kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
    close(stage.to_server[1]);
    close(stage.to_helper[0]);
    close(stage.to_helper[1]);
    close(stage.to_test[0]);
    return count;
}

static void plain_server(struct stage *stage) {
    (void)stage;
}

static int become(uid_t uid, uint64_t capabilities) {
    (void)prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
    if (setresuid(uid, uid, uid) != 0) {
        return -errno;
    }
    int result = capabilities_set(capabilities, 0);
    (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    return result;
}

static void nobodys_server(struct stage *stage) {
    (void)stage;
    (void)become(NOBODY, 0);
}

static void undumpable_server(struct stage *stage) {
    nobodys_server(stage);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static void privileged_server(struct stage *stage) {
    (void)stage;
    (void)become(NOBODY, CAPABILITY_SYS_PTRACE | UINT64_C(1) << CAP_NET_BIND_SERVICE);
}

static void report(struct stage *stage, int value) {
    tell(stage->to_test[1], value);
}

static void looking_helper(struct stage *stage) {
    struct rights rights;
    report(stage, rights_begin(&rights));
    report(stage, rights_enable(&rights));
    report(stage, rights_check(&rights));
    report(stage, rights.raised ? 1 : 0);
}

// Waits for what the server does to be visible; no longer than the alarm.
static void check_until_changed(struct stage *stage, int order) {
    struct rights rights;
    report(stage, rights_begin(&rights));
    report(stage, rights_enable(&rights));
    tell(stage->to_server[1], order);
    int result;
    do {
        result = rights_check(&rights);
    } while (result == 0);
    report(stage, result);
}

static void helper_of_same_program(struct stage *stage) {
    check_until_changed(stage, 1);
}

static void helper_of_other_program(struct stage *stage) {
    check_until_changed(stage, 2);
}

static void helper_of_ended(struct stage *stage) {
    check_until_changed(stage, 3);
}

static void confined_helper(struct stage *stage) {
    struct rights rights;
    int copied = dup(stage->to_test[1]);
    report(stage, rights_begin(&rights));
    // All files but the first three are closed: the report's becomes standard error.
    (void)dup2(stage->to_test[1], STDERR_FILENO);
    (void)rights_confine(&rights, 20);
    int out = STDERR_FILENO;
    tell(out, write(copied, "", 0) < 0 ? errno : 0);
    tell(out, fork() < 0 ? errno : 0);
    (void)execl("/bin/true", "true", (char *)NULL);
    tell(out, errno);
    tell(out, rights_enable(&rights));
    int value = 0;
    struct iovec local = {.iov_base = &value, .iov_len = sizeof value};
    struct iovec remote = {.iov_base = (void *)(uintptr_t)&secret, .iov_len = sizeof value};
    tell(out, process_vm_readv(rights.parent, &local, 1, &remote, 1, 0) > 0 ? value : -errno);
    tell(out, process_vm_writev(rights.parent, &local, 1, &remote, 1, 0) < 0 ? errno : 0);
    tell(out, ptrace(PTRACE_SEIZE, rights.parent, NULL, NULL) == 0 ? 0 : errno);
    tell(out, ptrace(PTRACE_INTERRUPT, rights.parent, NULL, NULL) == 0 ? 0 : errno);
    (void)waitpid(rights.parent, NULL, __WALL);
    tell(out, ptrace(PTRACE_POKEDATA, rights.parent, &secret, NULL) == 0 ? 0 : errno);
    tell(out, ptrace(PTRACE_DETACH, rights.parent, NULL, NULL) == 0 ? 0 : errno);
    tell(out, rights_drop(&rights));
    tell(out, rights_check(&rights));
}

static void capable_helper(struct stage *stage) {
    (void)capabilities_set(CAPABILITY_SYS_PTRACE, 0);
    struct rights rights;
    uint64_t permitted = 1;
    uint64_t effective = 1;
    report(stage, rights_begin(&rights));
    report(stage, rights_enable(&rights));
    report(stage, rights.raised ? 1 : 0);
    report(stage, rights_drop(&rights));
    (void)capabilities_get(&permitted, &effective);
    report(stage, permitted == 0 && effective == 0 ? 1 : 0);
    report(stage, rights_check(&rights));
    tell(stage->to_server[1], 2);
    int result;
    do {
        result = rights_check(&rights);
    } while (result == 0);
    report(stage, result);
}

static bool root(void) {
    if (getuid() != 0) {
        SKIP("it needs root");
    }
    return getuid() == 0;
}

TEST(looks_at_its_parent) {
    int results[RESULTS] = {0};
    CHECK_EQ(play(plain_server, looking_helper, results), 4);
    CHECK_EQ(results[0], 0);
    CHECK_EQ(results[1], 0);
    CHECK_EQ(results[2], 0);
    CHECK_EQ(results[3], 0);
}

TEST(looks_at_a_parent_without_privileges) {
    int results[RESULTS] = {0};
    if (root()) {
        CHECK_EQ(play(nobodys_server, looking_helper, results), 4);
        CHECK_EQ(results[0], 0);
        CHECK_EQ(results[1], 0);
        CHECK_EQ(results[2], 0);
    }
}

TEST(refuses_a_parent_that_is_not_dumpable) {
    int results[RESULTS] = {0};
    if (root()) {
        CHECK(play(undumpable_server, looking_helper, results) > 0);
        CHECK_EQ(results[0], -EPERM);
    }
}

TEST(raises_the_capability_when_refused_and_drops_it) {
    int results[RESULTS] = {0};
    if (root()) {
        CHECK_EQ(play(privileged_server, capable_helper, results), 7);
        CHECK_EQ(results[0], 0);
        CHECK_EQ(results[1], 0);
        CHECK_EQ(results[2], 1);
        CHECK_EQ(results[3], 0);
        CHECK_EQ(results[4], 1);
        CHECK_EQ(results[5], 0);
        CHECK_EQ(results[6], -ESTALE);
    }
}

TEST(notices_that_the_parent_executed_the_same_program) {
    int results[RESULTS] = {0};
    CHECK_EQ(play(plain_server, helper_of_same_program, results), 3);
    CHECK_EQ(results[1], 0);
    CHECK_EQ(results[2], -ESTALE);
}

TEST(notices_that_the_parent_executed_another_program) {
    int results[RESULTS] = {0};
    CHECK_EQ(play(plain_server, helper_of_other_program, results), 3);
    CHECK_EQ(results[1], 0);
    CHECK_EQ(results[2], -ESTALE);
}

TEST(notices_that_the_parent_ended) {
    int results[RESULTS] = {0};
    CHECK_EQ(play(plain_server, helper_of_ended, results), 3);
    CHECK_EQ(results[1], 0);
    CHECK_EQ(results[2], -ESRCH);
}

TEST(cannot_execute_fork_or_change_its_parent_once_confined) {
    int results[RESULTS] = {0};
    CHECK_EQ(play(plain_server, confined_helper, results), 13);
    CHECK_EQ(results[0], 0);
    CHECK_EQ(results[1], EBADF); // files are closed
    CHECK_EQ(results[2], EPERM); // fork
    CHECK_EQ(results[3], EPERM); // execve
    CHECK_EQ(results[4], 0);     // enable
    CHECK_EQ(results[5], 42);    // reading
    CHECK_EQ(results[6], EPERM); // writing
    CHECK_EQ(results[7], 0);     // attaching
    CHECK_EQ(results[8], 0);     // stopping
    CHECK_EQ(results[9], EPERM); // poking
    CHECK_EQ(results[10], 0);    // detaching
    CHECK_EQ(results[11], 0);
    CHECK_EQ(results[12], 0);
}

int main(int count, char **arguments) {
    program = "/proc/self/exe";
    if (count > 1 && strcmp(arguments[1], "wait") == 0) {
        alarm(30);
        pause();
        return 0;
    }
    RUN(looks_at_its_parent);
    RUN(looks_at_a_parent_without_privileges);
    RUN(refuses_a_parent_that_is_not_dumpable);
    RUN(raises_the_capability_when_refused_and_drops_it);
    RUN(notices_that_the_parent_executed_the_same_program);
    RUN(notices_that_the_parent_executed_another_program);
    RUN(notices_that_the_parent_ended);
    RUN(cannot_execute_fork_or_change_its_parent_once_confined);
    return test_end();
}

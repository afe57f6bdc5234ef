// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "capabilities.h"
#include "rights.h"

enum {
    EXIT_DEADLINE = 4,
    MAX_OPEN_FILES = 64,
    MAX_PROCESSOR_SECONDS = 120,
    // Numbers from here on are those of the x32 ABI, which reach the same system calls.
    X32_FIRST = 0x40000000
};

#define MAX_MEMORY ((rlim_t)1 << 30)

static void give_up(int signal) {
    (void)signal;
    _exit(EXIT_DEADLINE);
}

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)
#define REFUSAL (SECCOMP_RET_ERRNO | EPERM)
// Refuses one system call; and of ptrace, allows one request.
#define REFUSE(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), ANSWER(REFUSAL)
#define PERMIT(request)                                                                            \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, request, 0, 1), ANSWER(SECCOMP_RET_ALLOW)

// Nothing that starts a program or a process, or changes another one. Of ptrace only what attaches,
// stops, reads and detaches. A kernel without seccomp leaves it at the other limits.
static int filter_calls(void) {
    struct sock_filter code[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),
        ANSWER(REFUSAL),
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_FIRST, 0, 1),
        ANSWER(REFUSAL),
        REFUSE(SYS_execve),
        REFUSE(SYS_execveat),
        REFUSE(SYS_fork),
        REFUSE(SYS_vfork),
        REFUSE(SYS_clone),
        REFUSE(SYS_clone3),
        REFUSE(SYS_process_vm_writev),
        REFUSE(SYS_socket),
        REFUSE(SYS_connect),
        REFUSE(SYS_setuid),
        REFUSE(SYS_setresuid),
        REFUSE(SYS_unlink),
        REFUSE(SYS_unlinkat),
        REFUSE(SYS_rename),
        REFUSE(SYS_renameat2),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 1, 0),
        ANSWER(SECCOMP_RET_ALLOW),
        LOAD(args[0]),
        PERMIT(PTRACE_SEIZE),
        PERMIT(PTRACE_INTERRUPT),
        PERMIT(PTRACE_GETREGSET),
        PERMIT(PTRACE_GETREGS),
        PERMIT(PTRACE_GETSIGINFO),
        PERMIT(PTRACE_GETEVENTMSG),
        PERMIT(PTRACE_CONT),
        PERMIT(PTRACE_LISTEN),
        PERMIT(PTRACE_DETACH),
        ANSWER(REFUSAL),
    };
    struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0 && errno != EINVAL) {
        return -errno;
    }
    return 0;
}

static int limit(__rlimit_resource_t resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) {
        return -errno;
    }
    if (now.rlim_max > most) {
        now.rlim_max = most;
    }
    if (now.rlim_cur > now.rlim_max) {
        now.rlim_cur = now.rlim_max;
    }
    return setrlimit(resource, &now) == 0 ? 0 : -errno;
}

static int limit_all(void) {
    int result = limit(RLIMIT_CORE, 0);
    result = result != 0 ? result : limit(RLIMIT_AS, MAX_MEMORY);
    result = result != 0 ? result : limit(RLIMIT_CPU, MAX_PROCESSOR_SECONDS);
    return result != 0 ? result : limit(RLIMIT_NOFILE, MAX_OPEN_FILES);
}

static bool is_channel(int fd) {
    struct stat file;
    return fstat(fd, &file) == 0 && (S_ISFIFO(file.st_mode) || S_ISSOCK(file.st_mode));
}

static void close_files(const struct rights *rights) {
    struct rlimit files;
    int end = getrlimit(RLIMIT_NOFILE, &files) == 0 ? (int)files.rlim_cur : MAX_OPEN_FILES;
    int kept[2] = {rights == NULL ? -1 : rights->directory, rights == NULL ? -1 : rights->pidfd};
    int low = kept[0] < kept[1] ? kept[0] : kept[1];
    int high = kept[0] < kept[1] ? kept[1] : kept[0];
    int first = STDERR_FILENO + 1;
    for (int i = 0; i < 2; i++) {
        int keep = i == 0 ? low : high;
        if (keep >= first) {
            if (keep > first) {
                (void)syscall(SYS_close_range, first, keep - 1, 0);
            }
            first = keep + 1;
        }
    }
    if (syscall(SYS_close_range, first, ~0U, 0) != 0) {
        // Before Linux 5.9 there is no such call.
        for (int fd = STDERR_FILENO + 1; fd < end; fd++) {
            if (fd != low && fd != high) {
                close(fd);
            }
        }
    }
}

static int end_in_time(const struct rights *rights, unsigned int seconds) {
    struct sigaction action = {.sa_handler = give_up};
    // Its starter may ignore or block signals, which a program inherits.
    sigset_t none;
    sigemptyset(&none);
    if (sigaction(SIGALRM, &action, NULL) != 0 || sigprocmask(SIG_SETMASK, &none, NULL) != 0) {
        return -errno;
    }
    (void)alarm(seconds);
    (void)signal(SIGPIPE, SIG_IGN);
    if (rights == NULL) {
        return 0;
    }
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) {
        return -errno;
    }
    // It may have ended before the signal was ordered.
    return getppid() == rights->parent ? 0 : -ESRCH;
}

static int keep_capabilities(const struct rights *rights) {
    uint64_t kept = CAPABILITY_SYS_PTRACE | rights->parents;
    uint64_t permitted;
    uint64_t effective;
    int result = capabilities_get(&permitted, &effective);
    if (result != 0) {
        return result;
    }
    // Given by the file, cap_sys_ptrace is not effective; inherited (root, ambient), it is.
    return capabilities_set(permitted & kept, effective & kept);
}

int rights_confine(struct rights *rights, unsigned int seconds) {
    if (rights_elevated() && (!is_channel(STDIN_FILENO) || !is_channel(STDOUT_FILENO))) {
        return -EPIPE;
    }
    close_files(rights);
    umask(077);
    int result = end_in_time(rights, seconds);
    if (result == 0) {
        result = limit_all();
    }
    if (result == 0 && rights != NULL) {
        result = keep_capabilities(rights);
    }
    if (result == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        result = -errno;
    }
    return result == 0 ? filter_calls() : result;
}

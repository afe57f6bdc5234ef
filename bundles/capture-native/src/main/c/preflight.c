// SPDX-License-Identifier: Apache-2.0
#include "preflight.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "capabilities.h"

enum { SCOPE_GRANTED = 1, SCOPE_CAPABLE = 2, SCOPE_NOBODY = 3 };

__attribute__((format(printf, 3, 4))) static struct fact *
add(struct preflight *preflight, const char *about, const char *found, ...) {
    // The last one is overwritten rather than another array overrun; there are fewer.
    if (preflight->count < PREFLIGHT_MAX_FACTS) {
        preflight->count++;
    }
    struct fact *fact = &preflight->facts[preflight->count - 1];
    memset(fact, 0, sizeof *fact);
    fact->about = about;
    va_list values;
    va_start(values, found);
    (void)vsnprintf(fact->found, sizeof fact->found, found, values);
    va_end(values);
    return fact;
}

static void object(struct fact *fact, enum obstacle obstacle, const char *reason, const char *fix) {
    fact->obstacle = obstacle;
    (void)snprintf(fact->reason, sizeof fact->reason, "%s", reason);
    (void)snprintf(fact->fix, sizeof fact->fix, "%s", fix);
}

static bool capable(const struct surroundings *seen) {
    return (seen->self.permitted & CAPABILITY_SYS_PTRACE) != 0;
}

// The kernel lets a process look at another that has no capability which it has not itself.
static bool outranked(const struct surroundings *seen) {
    return (seen->other.permitted & ~seen->self.effective) != 0;
}

static bool capability_needed(const struct surroundings *seen) {
    return seen->yama_scope == SCOPE_CAPABLE || outranked(seen);
}

// Why a program whose file carries the capability runs without it.
static void judge_loss(const struct surroundings *seen, struct fact *fact) {
    if ((seen->self.bounding & CAPABILITY_SYS_PTRACE) == 0) {
        object(fact, OBSTACLE_ALWAYS, "cap_sys_ptrace is not in the server's bounding set",
               "add SYS_PTRACE to the container's capabilities (docker: --cap-add=SYS_PTRACE; "
               "systemd: CapabilityBoundingSet=)");
    } else if (seen->self.no_new_privs != 0) {
        object(fact, OBSTACLE_ALWAYS,
               "the server runs with no_new_privs, so the kernel ignores the helper's capability",
               "systemd: NoNewPrivileges=no; Kubernetes: allowPrivilegeEscalation: true; docker: "
               "leave out no-new-privileges");
    } else if (seen->nosuid) {
        object(fact, OBSTACLE_ALWAYS,
               "the helper lies on a file system mounted nosuid, which ignores its capability",
               "install it on one that is not: 'bin/porthole install-helper' as root");
    } else {
        object(fact, OBSTACLE_ALWAYS, "the kernel did not give the helper its file's capability",
               "run 'bin/porthole install-helper' as root again");
    }
}

static void judge_yama(const struct surroundings *seen, struct preflight *preflight) {
    if (!seen->yama) {
        add(preflight, "yama scope", "no Yama");
        return;
    }
    struct fact *fact = add(preflight, "yama scope", "%d", seen->yama_scope);
    if (seen->yama_scope >= SCOPE_NOBODY) {
        object(fact, OBSTACLE_ALWAYS,
               "kernel.yama.ptrace_scope is 3: no process may look at another",
               "set kernel.yama.ptrace_scope to 2 or less in /etc/sysctl.d and restart the machine: "
               "a running kernel does not lower it from 3");
    } else if (seen->yama_scope == SCOPE_CAPABLE && !capable(seen) && seen->marked) {
        judge_loss(seen, fact);
    } else if (seen->yama_scope == SCOPE_CAPABLE && !capable(seen)) {
        object(fact, OBSTACLE_ALWAYS,
               "kernel.yama.ptrace_scope is 2: looking takes cap_sys_ptrace, which the helper has not",
               "run 'bin/porthole install-helper' as root, or 'sysctl kernel.yama.ptrace_scope=1'");
    } else if (seen->yama_scope == SCOPE_GRANTED && !capable(seen)) {
        object(fact, OBSTACLE_UNLESS_GRANTED,
               "kernel.yama.ptrace_scope is 1: the server has to grant the right to look at it",
               "nothing, the server grants it for each capture");
    }
}

static void judge_capability(const struct surroundings *seen, struct preflight *preflight) {
    if (capable(seen)) {
        add(preflight, "capability",
            (seen->self.effective & CAPABILITY_SYS_PTRACE) != 0 ? "effective" : "permitted");
        return;
    }
    struct fact *fact = add(preflight, "capability", seen->marked ? "on the file only" : "none");
    if (!capability_needed(seen)) {
        return;
    }
    if (seen->marked) {
        judge_loss(seen, fact);
    } else {
        object(fact, OBSTACLE_ALWAYS, "the helper would need cap_sys_ptrace and has not got it",
               "run 'bin/porthole install-helper' as root");
    }
}

static void judge_losses(const struct surroundings *seen, struct preflight *preflight) {
    add(preflight, "no_new_privs", "%" PRIu32, seen->self.no_new_privs);
    add(preflight, "nosuid", seen->nosuid ? "yes" : "no");
}

static void judge_owner(const struct surroundings *seen, struct preflight *preflight) {
    struct fact *fact =
        add(preflight, "user", "helper %" PRIu32 ", server %" PRIu32, seen->own_uid, seen->parent_uid);
    if (!seen->same_user) {
        object(fact, OBSTACLE_ALWAYS, "the server changed its user, so it is not the helper's",
               "start the server as the user it is to run as");
    }
    fact = add(preflight, "dumpable", seen->dumpable ? "yes" : "no");
    if (!seen->dumpable) {
        object(fact, OBSTACLE_ALWAYS,
               "the server is not dumpable, so only root may look at it (prctl PR_SET_DUMPABLE, or "
               "its java program is set-user-id, has file capabilities or may not be read)",
               "remove capabilities from the java program (setcap -r), and let its user read it");
    }
    fact = add(preflight, "capabilities of the server", "%016" PRIx64, seen->other.permitted);
    if (outranked(seen) && !capable(seen)) {
        object(fact, OBSTACLE_ALWAYS, "the server has capabilities that the helper has not",
               "run 'bin/porthole install-helper' as root, or start the server with fewer "
               "capabilities (systemd: AmbientCapabilities=)");
    }
    fact = add(preflight, "user namespace", seen->same_namespace ? "same" : "other");
    if (!seen->same_namespace) {
        object(fact, OBSTACLE_ALWAYS, "the server is in another user namespace",
               "start the server in the user namespace in which it runs");
    }
}

static void judge_tracer(const struct surroundings *seen, struct preflight *preflight) {
    if (seen->tracer == 0) {
        add(preflight, "tracer", "none");
        return;
    }
    struct fact *fact =
        add(preflight, "tracer", "%" PRIu32 " (%s)", seen->tracer, seen->tracer_name);
    // Idle threads are read without attaching to them.
    object(fact, OBSTACLE_NONE,
           "partly: another process traces threads of the server, which only one can: of those, "
           "what is not idle is missed",
           "end the debugger, strace or profiler with that process id");
}

static void judge_filter(const struct surroundings *seen, struct preflight *preflight) {
    struct fact *fact = add(preflight, "seccomp", "%" PRIu32 ", ptrace %s, process_vm_readv %s",
                            seen->self.seccomp, seen->may_ptrace ? "allowed" : "refused",
                            seen->may_read ? "allowed" : "refused");
    // Without process_vm_readv memory is read through /proc.
    if (!seen->may_ptrace) {
        object(fact, OBSTACLE_ALWAYS, "a seccomp filter refuses the system call ptrace",
               "allow ptrace and process_vm_readv (docker: --cap-add=SYS_PTRACE or a seccomp "
               "profile; systemd: SystemCallFilter=@debug)");
    }
}

// The kernel's own answer, for what none of the other facts explains.
static void judge_access(const struct surroundings *seen, struct preflight *preflight) {
    bool explained = preflight_obstacle(preflight, OBSTACLE_UNLESS_GRANTED) != NULL;
    struct fact *fact =
        add(preflight, "access", seen->access == 0 ? "yes" : "%s", strerror(seen->access));
    if (seen->access != 0 && !explained && !capable(seen)) {
        object(fact, OBSTACLE_ALWAYS, "the kernel refuses to let the helper look at the server",
               "look for a denial of ptrace by SELinux or AppArmor in the kernel's log");
    }
}

void preflight_judge(const struct surroundings *seen, struct preflight *preflight) {
    preflight->count = 0;
    judge_yama(seen, preflight);
    judge_capability(seen, preflight);
    judge_losses(seen, preflight);
    judge_owner(seen, preflight);
    judge_tracer(seen, preflight);
    judge_filter(seen, preflight);
    judge_access(seen, preflight);
}

const struct fact *preflight_obstacle(const struct preflight *preflight, enum obstacle least) {
    for (size_t i = 0; i < preflight->count; i++) {
        if (preflight->facts[i].obstacle >= least) {
            return &preflight->facts[i];
        }
    }
    return NULL;
}

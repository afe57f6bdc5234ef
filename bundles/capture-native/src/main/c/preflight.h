// SPDX-License-Identifier: Apache-2.0
// What on this machine decides whether a capture of the parent would work, and what would fix it.
#ifndef PORTHOLE_PREFLIGHT_H
#define PORTHOLE_PREFLIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rights.h"

enum { PREFLIGHT_MAX_FACTS = 16, FACT_FOUND = 128, FACT_TEXT = 384 };

enum obstacle {
    OBSTACLE_NONE = 0,           // with a reason: it keeps only a part from working
    OBSTACLE_UNLESS_GRANTED = 1, // PR_SET_PTRACER by the parent removes it
    OBSTACLE_ALWAYS = 2
};

struct fact {
    const char *about; // a constant
    char found[FACT_FOUND];
    enum obstacle obstacle;
    char reason[FACT_TEXT]; // empty when nothing is kept from working
    char fix[FACT_TEXT];
};

struct preflight {
    size_t count;
    struct fact facts[PREFLIGHT_MAX_FACTS];
};

// What was found out about this process and its parent: what the facts are judged by.
struct surroundings {
    int parent;
    int yama_scope;       // 0 where there is no Yama
    bool yama;            // there is one
    bool marked;          // this program's file carries cap_sys_ptrace
    bool nosuid;          // its file system is mounted so
    bool dumpable;        // the parent's /proc entry belongs to its user
    bool same_user;       // the parent's four user ids are this process's
    bool same_namespace;  // both are in one user namespace, as far as can be told
    bool may_ptrace;      // the system call is not filtered
    bool may_read;        // nor is process_vm_readv
    int access;           // 0, or the errno with which /proc/PARENT/mem is refused now
    uint32_t tracer;      // a process that traces the parent, or 0
    char tracer_name[32]; // its program
    uint32_t own_uid;
    uint32_t parent_uid;
    struct process_status self; // as it was before rights_confine
    struct process_status other;
};

// Never fails: what cannot be found out is taken to be in nobody's way.
void preflight_look(const struct rights *rights, struct surroundings *seen);

// Judges; no system calls.
void preflight_judge(const struct surroundings *seen, struct preflight *preflight);

// The first fact that is at least this much in the way, or NULL.
const struct fact *preflight_obstacle(const struct preflight *preflight, enum obstacle least);

#endif

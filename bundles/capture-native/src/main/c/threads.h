// SPDX-License-Identifier: Apache-2.0
// The threads of the process that is looked at: the kernel's, and which of them are Java's.
#ifndef PORTHOLE_THREADS_H
#define PORTHOLE_THREADS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "javawalk.h"
#include "maps.h"
#include "stackcopy.h"

#define THREADS_MAX 100000u
#define COMM_SIZE 16u

// HotSpot's JavaThreadState.
enum java_state { JAVA_IN_NATIVE = 4, JAVA_IN_VM = 6, JAVA_IN_JAVA = 8, JAVA_BLOCKED = 10 };

enum how_read { NOT_READ, READ_QUIETLY, READ_STOPPED };

struct thread {
    pid_t tid;
    uint64_t java_thread; // address of the JavaThread; 0 for the JVM's other threads
    uint64_t stack_base;  // the stack's upper end; 0 when not known
    char name[COMM_SIZE];

    // What was taken, at one moment.
    enum how_read how;
    uint64_t taken_ns; // CLOCK_MONOTONIC
    uint64_t held_ns;
    uint32_t state; // enum java_state and the transitions between, 0 when not known
    struct anchor anchor;
    uint64_t cont_entry;
    struct stack_copy stack; // no bytes: there is nothing to walk
    bool answered;
    bool needs_registers;    // read without a stop, the walk lacked some
    const char *missing;     // why nothing, or not enough, was taken, or NULL

    // While it is attached.
    bool seized;
    bool interrupted;
    bool held;
    int signal; // to be delivered when it is detached
    uint64_t interrupted_ns;
    uint64_t held_since_ns;
};

struct threads {
    struct thread *items; // ordered by tid
    size_t count;
    uint32_t missed; // Java threads that the kernel no longer, or not yet, had
    bool replaced;   // HotSpot's list was replaced while it was read: it may have been freed
};

// Lists the threads of the process. Returns 0 or -errno; -EAGAIN when what was read cannot be.
int threads_load(struct threads *threads, struct jvm *jvm, pid_t pid);

// Reads what changes in a JavaThread, at this moment. Returns 0 or -errno.
int thread_read_java(const struct jvm *jvm, struct thread *thread);

struct thread *threads_find(const struct threads *threads, pid_t tid);
void threads_free(struct threads *threads);

#endif

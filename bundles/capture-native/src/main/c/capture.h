// SPDX-License-Identifier: Apache-2.0
// One capture, from the first look to the answer.
#ifndef PORTHOLE_CAPTURE_H
#define PORTHOLE_CAPTURE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "frames.h"

struct capture_options {
    pid_t pid;
    bool native;
    bool consistent;
    bool names;           // of Java threads too
    uint64_t deadline_ms; // CLOCK_MONOTONIC: threads that have not stopped long before are left out
    void *context;
    int (*attached)(void *context);   // all threads are attached, none is stopped; or NULL
    int (*taken)(void *context);      // all stacks are taken, nothing is held; or NULL
    int (*interrupted)(void *context); // asked now and then: not 0 ends the capture; or NULL
};

struct capture_failure {
    char reason[256];
    const char *fix;
};

// Captures the process into the payload of an answer. Returns 0, or -errno with a reason; what the
// callbacks return is passed on.
int capture_run(const struct capture_options *options, struct buffer *payload,
                struct capture_failure *failure);

#endif

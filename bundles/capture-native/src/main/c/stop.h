// SPDX-License-Identifier: Apache-2.0
// Stops threads, takes their registers and stacks, and lets them go. On every path, the end of this
// process included, the kernel lets go of what is still held: PTRACE_O_EXITKILL is never set.
#ifndef PORTHOLE_STOP_H
#define PORTHOLE_STOP_H

#include "maps.h"
#include "threads.h"

struct stopper {
    const struct jvm *jvm;
    const struct maps *maps;
    struct threads *threads;
    bool others;     // the JVM's own threads too, not only Java's
    bool consistent; // let none go before all are taken
    size_t seized;   // and not let go yet
    size_t outstanding;         // interrupted, and not known to stand yet
    uint64_t standing_since_ns; // when the last look at which none stood was over
    uint32_t tracer;            // the process found to trace the target, or 0
    char traced[80];            // what that means for the threads that it traces
};

// Attaches to each thread that has not been read, or not with all its registers. They go on running.
// One that another process traces is left out, for that reason. Returns 0, or -errno when the kernel
// refuses.
int stop_seize(struct stopper *stopper);

// Interrupts a few at a time, takes each as soon as it stands and lets it go; if consistent, all at
// once, and takes them when all stand. One that does not stand in time is let go at the moment when it
// does, by a handler of SIGCHLD that stays.
void stop_take(struct stopper *stopper, uint64_t deadline_ns);

#endif

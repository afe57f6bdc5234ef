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
};

// Attaches to each thread that has not been read. They go on running. Returns 0, or -EPERM when the
// kernel refuses: no right, or another tracer.
int stop_seize(struct stopper *stopper);

// Interrupts them all, takes each as soon as it stands (or, if consistent, all of them when all
// stand), and lets it go. Those that do not stand in time are left attached.
void stop_take(struct stopper *stopper, uint64_t deadline_ns);

// Lets those go that came to stand since. To be called from time to time until this process ends.
void stop_late(struct stopper *stopper);

#endif

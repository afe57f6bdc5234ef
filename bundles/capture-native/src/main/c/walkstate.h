// SPDX-License-Identifier: Apache-2.0
// A walk on its way from a frame to its caller, and the steps for each kind of frame.
#ifndef PORTHOLE_WALKSTATE_H
#define PORTHOLE_WALKSTATE_H

#include "javawalk.h"

enum walk_step { WALK_ON, WALK_DONE };

struct walk_state {
    const struct walker *walker;
    const struct walk_options *options;
    struct walk_memory memory;
    struct walk *walk;
    struct regs regs;
    bool top;   // no frame has been left yet, and the registers are the thread's own
    bool exact; // pc is the next instruction rather than a return address
    bool leaf;  // the callee was C code or a stub, for which compiled code keeps no debug information
    struct anchor anchor; // of the innermost Java frames not reached yet; sp 0 when there is none
};

// Ends the walk too early, for this reason.
enum walk_step walk_stop(struct walk_state *s, const char *why);

// Returns 0 or -ENOMEM.
int walk_append_java(struct walk_state *s, uint64_t method, int32_t bci);

// Reads what the copied stack has at base + slot. Returns 0 or -EFAULT.
int walk_slot(const struct walk_state *s, uint64_t base, int64_t slot, uint64_t *value);

// Goes on with the caller's registers, of which only these are known.
enum walk_step walk_leave(struct walk_state *s, uint64_t pc, uint64_t sp, uint64_t fp);

enum walk_step walk_to_anchor(struct walk_state *s, struct anchor anchor);

// The registers have become those of generated code's caller.
void walk_caller_taken(struct walk_state *s);

// Each appends the frame that pc is in, and goes on with its caller's registers.
enum walk_step walk_interpreted(struct walk_state *s);
enum walk_step walk_compiled(struct walk_state *s, const struct code_blob *blob);
enum walk_step walk_stub(struct walk_state *s, const struct code_blob *blob);
enum walk_step walk_entry(struct walk_state *s);
enum walk_step walk_cont_barrier(struct walk_state *s);
enum walk_step walk_native(struct walk_state *s);

// Leaves a frame of generated code that has a known size.
enum walk_step walk_leave_framed(struct walk_state *s, const struct code_blob *blob);

#endif

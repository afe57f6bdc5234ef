// SPDX-License-Identifier: Apache-2.0
// Compiled methods: which Java methods, inlined into each other, run at an address.
#ifndef PORTHOLE_NMETHOD_H
#define PORTHOLE_NMETHOD_H

#include "codecache.h"

struct nmethod {
    struct code_blob blob;
    uint64_t method;
    uint64_t pcs_begin; // PcDescs, ordered by address
    uint64_t pcs_end;
    uint64_t scopes_begin;
    uint64_t scopes_end;
    uint64_t metadata; // array of Method* and Klass*
    uint64_t deopt_handler;
    uint64_t deopt_mh_handler;
    uint64_t orig_pc_offset; // from the frame's sp; where a deoptimised frame keeps its pc
};

struct scope {
    uint64_t method;
    int32_t bci;     // -1 when none
    uint32_t sender; // the scope this one is inlined into; 0 when it is the outermost
};

// Reads what is known about a blob of kind BLOB_NMETHOD. Returns 0 or -errno.
int nmethod_load(const struct jvm *jvm, const struct code_blob *blob, struct nmethod *nm);

// Finds the innermost scope at an address: exactly there, or (for the top frame) at the next place
// that has one. Returns 0, -ENOENT, or -errno.
int nmethod_scope_at(const struct jvm *jvm, const struct nmethod *nm, uint64_t pc, bool exact,
                     uint32_t *scope);

// Decodes a scope. Returns 0 or -errno.
int nmethod_scope(const struct jvm *jvm, const struct nmethod *nm, uint32_t at,
                  struct scope *scope);

// Decodes an UNSIGNED5 number at *at, which is moved behind it. Returns 0 or -errno.
int unsigned5(struct target *t, uint8_t base, uint64_t *at, uint64_t end, uint32_t *value);

#endif

// SPDX-License-Identifier: Apache-2.0
// HotSpot's code cache: which piece of generated code an address belongs to.
#ifndef PORTHOLE_CODECACHE_H
#define PORTHOLE_CODECACHE_H

#include "jvm.h"

enum blob_kind {
    BLOB_NMETHOD,       // compiled Java, or the wrapper of a native method
    BLOB_INTERPRETER,   // the template interpreter
    BLOB_CONT_BARRIER,  // where a frame returns whose caller has stayed in the heap
    BLOB_FRAMED_STUB,   // a stub with a frame of known size
    BLOB_FRAMELESS_STUB // stubs that keep frames as they like
};

struct code_blob {
    uint64_t addr;
    uint64_t size;
    uint64_t code_begin;
    uint64_t frame_size;     // in bytes, below 1 MiB; with the return address
    uint64_t frame_complete; // offset from code_begin at which the frame stands; 0 when not known
    enum blob_kind kind;
};

// Reads the heaps and the well-known addresses into jvm, whose target and layout are set. Returns 0
// or -errno.
int codecache_load(struct jvm *jvm);

// True when an address lies in generated code.
bool codecache_holds(const struct jvm *jvm, uint64_t pc);

// Finds the blob around an address. Returns 0, -ENOENT when there is none, or -errno.
int codecache_find(const struct jvm *jvm, uint64_t pc, struct code_blob *blob);

#endif

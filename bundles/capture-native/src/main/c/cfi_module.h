// SPDX-License-Identifier: Apache-2.0
// Finds the unwind table of a mapped module, through its ELF header and .eh_frame_hdr in memory.
#ifndef PORTHOLE_CFI_MODULE_H
#define PORTHOLE_CFI_MODULE_H

#include <stdbool.h>
#include <stdint.h>

#include "maps.h"
#include "target.h"

// A sorted table of (first pc, address of the FDE).
struct cfi_table {
    bool based;       // bias is known, even where there is no table
    uint64_t bias;    // of the module
    uint64_t header;  // where .eh_frame_hdr is, which datarel pointers are relative to
    uint64_t entries; // where its table is
    uint64_t count;
    uint8_t encoding;
    uint8_t entry_size;
};

// Finds the table of the module whose ELF header is mapped at base. Returns CFI_OK, or a negative
// enum cfi_result.
int cfi_table_find(struct target *target, uint64_t base, struct cfi_table *table);

// The FDE with the last first pc that is not above pc; it may end before pc. Returns CFI_OK, or a
// negative enum cfi_result.
int cfi_table_search(struct target *target, const struct cfi_table *table, uint64_t pc,
                     uint64_t *fde);

#endif

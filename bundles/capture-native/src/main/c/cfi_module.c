// SPDX-License-Identifier: Apache-2.0
#include "cfi_module.h"

#include <elf.h>
#include <stdbool.h>
#include <string.h>

#include "cfi.h"
#include "cfi_bytes.h"

enum { MAX_PROGRAM_HEADERS = 128, HDR_VERSION = 1, HDR_FIXED = 4, HDR_MAX = 4 + 2 * 8 };

static bool fits(const Elf64_Ehdr *elf) {
    return memcmp(elf->e_ident, ELFMAG, SELFMAG) == 0 && elf->e_ident[EI_CLASS] == ELFCLASS64 &&
           elf->e_ident[EI_DATA] == ELFDATA2LSB && elf->e_machine == EM_X86_64 &&
           elf->e_phentsize == sizeof(Elf64_Phdr) && elf->e_phnum <= MAX_PROGRAM_HEADERS;
}

// Where .eh_frame_hdr is by the module's own addresses, and how long it is.
static int find_header(struct target *target, uint64_t base, struct cfi_table *to,
                       uint64_t *address, uint64_t *size) {
    Elf64_Ehdr elf;
    if (target_read(target, base, &elf, sizeof elf) != 0) {
        return CFI_UNREADABLE;
    }
    if (!fits(&elf)) {
        return CFI_NO_MODULE;
    }
    bool found = false;
    for (unsigned int i = 0; i < elf.e_phnum; i++) {
        Elf64_Phdr segment;
        if (target_read(target, base + elf.e_phoff + i * sizeof segment, &segment,
                        sizeof segment) != 0) {
            return CFI_UNREADABLE;
        }
        if (segment.p_type == PT_LOAD && segment.p_offset == 0 && !to->based) {
            to->based = true;
            to->bias = base - segment.p_vaddr;
        } else if (segment.p_type == PT_GNU_EH_FRAME && !found) {
            found = true;
            *address = segment.p_vaddr;
            *size = segment.p_memsz;
        }
    }
    return to->based && found ? CFI_OK : CFI_NO_TABLE;
}

int cfi_table_find(struct target *target, uint64_t base, struct cfi_table *table) {
    uint64_t address = 0;
    uint64_t size = 0;
    table->based = false;
    int result = find_header(target, base, table, &address, &size);
    if (result != CFI_OK) {
        return result;
    }
    address += table->bias;
    uint8_t start[HDR_MAX];
    size_t length = size < sizeof start ? (size_t)size : sizeof start;
    if (length < HDR_FIXED || target_read(target, address, start, length) != 0) {
        return CFI_UNREADABLE;
    }
    struct cfi_bytes header = cfi_bytes_over(start, length, address);
    uint8_t version = cfi_bytes_u8(&header);
    uint8_t frame_encoding = cfi_bytes_u8(&header);
    uint8_t count_encoding = cfi_bytes_u8(&header);
    table->encoding = cfi_bytes_u8(&header);
    size_t pointer = table->encoding == CFI_ENC_OMIT ? 0 : cfi_pointer_size(table->encoding);
    if (version != HDR_VERSION || pointer == 0 || count_encoding == CFI_ENC_OMIT) {
        return CFI_NO_TABLE;
    }
    (void)cfi_bytes_pointer(&header, frame_encoding, address);
    table->count = cfi_bytes_pointer(&header, count_encoding, address);
    table->header = address;
    table->entries = address + header.at;
    table->entry_size = (uint8_t)(2 * pointer);
    if (header.failed || table->count > (size - header.at) / table->entry_size) {
        return CFI_BAD_TABLE;
    }
    return CFI_OK;
}

static int read_row(struct target *target, const struct cfi_table *table, uint64_t index,
                    uint64_t *pc, uint64_t *fde) {
    uint8_t bytes[16];
    uint64_t address = table->entries + index * table->entry_size;
    if (target_read(target, address, bytes, table->entry_size) != 0) {
        return CFI_UNREADABLE;
    }
    struct cfi_bytes row = cfi_bytes_over(bytes, table->entry_size, address);
    *pc = cfi_bytes_pointer(&row, table->encoding, table->header);
    *fde = cfi_bytes_pointer(&row, table->encoding, table->header);
    return row.failed ? CFI_BAD_TABLE : CFI_OK;
}

int cfi_table_search(struct target *target, const struct cfi_table *table, uint64_t pc,
                     uint64_t *fde) {
    uint64_t low = 0; // rows before low begin at or before pc, rows from high on behind it
    uint64_t high = table->count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        uint64_t first;
        uint64_t entry;
        int result = read_row(target, table, middle, &first, &entry);
        if (result != CFI_OK) {
            return result;
        }
        if (first <= pc) {
            *fde = entry;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? CFI_NO_ENTRY : CFI_OK;
}

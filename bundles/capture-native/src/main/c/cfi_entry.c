// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "cfi.h"
#include "cfi_row.h"

// Copies an entry, without its length field, and says where in the target that begins.
static int read_entry(struct target *target, uint64_t address, uint8_t *to, struct cfi_bytes *at) {
    uint32_t length;
    if (target_read(target, address, &length, sizeof length) != 0) {
        return CFI_UNREADABLE;
    }
    // 0 ends a table; 0xffffffff announces a 64-bit length, which nothing emits here.
    if (length < sizeof(uint32_t) || length > CFI_MAX_ENTRY) {
        return CFI_BAD_TABLE;
    }
    uint64_t body = address + sizeof length;
    if (target_read(target, body, to, length) != 0) {
        return CFI_UNREADABLE;
    }
    *at = cfi_bytes_over(to, length, body);
    return CFI_OK;
}

// A CIE's augmentation data, by the letters of its string.
static int parse_augmentation(struct cfi_bytes *cie, const char *letters, struct cfi_entry *entry) {
    if (letters[0] == '\0') {
        return CFI_OK;
    }
    if (letters[0] != 'z') {
        return CFI_BAD_TABLE;
    }
    struct cfi_bytes data = cfi_bytes_part(cie, cfi_bytes_uleb128(cie));
    for (const char *letter = letters + 1; *letter != '\0'; letter++) {
        if (*letter == 'R') {
            entry->pointer_encoding = cfi_bytes_u8(&data);
        } else if (*letter == 'L') {
            cfi_bytes_skip(&data, 1);
        } else if (*letter == 'P') {
            size_t size = cfi_pointer_size(cfi_bytes_u8(&data));
            if (size == 0) {
                return CFI_BAD_TABLE;
            }
            cfi_bytes_skip(&data, size);
        } else if (*letter == 'S') {
            entry->signal_frame = true;
        } else {
            return CFI_BAD_TABLE;
        }
    }
    return data.failed ? CFI_BAD_TABLE : CFI_OK;
}

static int parse_cie(struct cfi_bytes cie, struct cfi_entry *entry) {
    uint32_t id = cfi_bytes_u32(&cie);
    uint8_t version = cfi_bytes_u8(&cie);
    if (id != 0 || (version != 1 && version != 3)) {
        return CFI_BAD_TABLE;
    }
    char letters[8] = "";
    for (size_t i = 0;; i++) {
        if (i == sizeof letters) {
            return CFI_BAD_TABLE;
        }
        letters[i] = (char)cfi_bytes_u8(&cie);
        if (letters[i] == '\0') {
            break;
        }
    }
    entry->code_align = cfi_bytes_uleb128(&cie);
    entry->data_align = cfi_bytes_sleb128(&cie);
    uint64_t return_register = version == 1 ? cfi_bytes_u8(&cie) : cfi_bytes_uleb128(&cie);
    if (cie.failed || return_register != DWARF_RIP) {
        return CFI_BAD_TABLE;
    }
    entry->pointer_encoding = CFI_ENC_ABSPTR;
    entry->signal_frame = false;
    int result = parse_augmentation(&cie, letters, entry);
    entry->common = cfi_bytes_part(&cie, cfi_bytes_left(&cie));
    return result != CFI_OK ? result : cie.failed ? CFI_BAD_TABLE : CFI_OK;
}

static int parse_fde(struct cfi_bytes fde, bool augmented, struct cfi_entry *entry) {
    cfi_bytes_skip(&fde, sizeof(uint32_t));
    entry->pc_begin = cfi_bytes_pointer(&fde, entry->pointer_encoding, entry->data_base);
    // The length has the form of the pointer, but is relative to nothing.
    uint64_t length = cfi_bytes_pointer(&fde, entry->pointer_encoding & 0x0fU, 0);
    entry->pc_end = entry->pc_begin + length;
    if (augmented) {
        cfi_bytes_skip(&fde, cfi_bytes_uleb128(&fde));
    }
    entry->specific = cfi_bytes_part(&fde, cfi_bytes_left(&fde));
    return fde.failed || entry->pc_end < entry->pc_begin ? CFI_BAD_TABLE : CFI_OK;
}

int cfi_entry_read(struct target *target, uint64_t fde, uint64_t data_base,
                   struct cfi_entry *entry) {
    struct cfi_bytes fde_bytes;
    struct cfi_bytes cie_bytes;
    int result = read_entry(target, fde, entry->fde, &fde_bytes);
    if (result != CFI_OK) {
        return result;
    }
    uint32_t back;
    memcpy(&back, entry->fde, sizeof back);
    if (back == 0) {
        return CFI_BAD_TABLE; // a CIE where an FDE should be
    }
    result = read_entry(target, fde_bytes.address - back, entry->cie, &cie_bytes);
    if (result != CFI_OK) {
        return result;
    }
    entry->data_base = data_base;
    result = parse_cie(cie_bytes, entry);
    if (result != CFI_OK) {
        return result;
    }
    // Id and version take five bytes; after them the string says whether there is augmentation.
    bool augmented = cie_bytes.size > 5 && cie_bytes.bytes[5] == 'z';
    return parse_fde(fde_bytes, augmented, entry);
}

// SPDX-License-Identifier: Apache-2.0
#include "cfi_bytes.h"

#include <string.h>

static bool take(struct cfi_bytes *from, void *to, size_t n) {
    if (from->failed || n > from->size - from->at) {
        from->failed = true;
        memset(to, 0, n);
        return false;
    }
    memcpy(to, from->bytes + from->at, n);
    from->at += n;
    return true;
}

struct cfi_bytes cfi_bytes_over(const void *bytes, size_t size, uint64_t address) {
    return (struct cfi_bytes){.bytes = bytes, .size = size, .address = address};
}

struct cfi_bytes cfi_bytes_part(struct cfi_bytes *from, uint64_t n) {
    if (from->failed || n > from->size - from->at) {
        from->failed = true;
        return (struct cfi_bytes){.bytes = from->bytes, .failed = true};
    }
    struct cfi_bytes part =
        cfi_bytes_over(from->bytes + from->at, (size_t)n, from->address + from->at);
    from->at += (size_t)n;
    return part;
}

bool cfi_bytes_more(const struct cfi_bytes *from) {
    return !from->failed && from->at < from->size;
}

size_t cfi_bytes_left(const struct cfi_bytes *from) {
    return from->failed ? 0 : from->size - from->at;
}

void cfi_bytes_skip(struct cfi_bytes *from, uint64_t n) {
    (void)cfi_bytes_part(from, n);
}

uint8_t cfi_bytes_u8(struct cfi_bytes *from) {
    uint8_t value;
    take(from, &value, sizeof value);
    return value;
}

uint16_t cfi_bytes_u16(struct cfi_bytes *from) {
    uint16_t value;
    take(from, &value, sizeof value);
    return value;
}

uint32_t cfi_bytes_u32(struct cfi_bytes *from) {
    uint32_t value;
    take(from, &value, sizeof value);
    return value;
}

uint64_t cfi_bytes_u64(struct cfi_bytes *from) {
    uint64_t value;
    take(from, &value, sizeof value);
    return value;
}

// The bits of a LEB128 number, and in shift how many there are.
static uint64_t leb128(struct cfi_bytes *from, unsigned int *shift, uint8_t *last) {
    uint64_t value = 0;
    *shift = 0;
    do {
        *last = cfi_bytes_u8(from);
        if (*shift > 63) {
            from->failed = true;
        }
        if (from->failed) {
            return 0;
        }
        value |= (uint64_t)(*last & 0x7fU) << *shift;
        *shift += 7;
    } while ((*last & 0x80U) != 0);
    return value;
}

uint64_t cfi_bytes_uleb128(struct cfi_bytes *from) {
    unsigned int shift;
    uint8_t last;
    return leb128(from, &shift, &last);
}

int64_t cfi_bytes_sleb128(struct cfi_bytes *from) {
    unsigned int shift;
    uint8_t last;
    uint64_t value = leb128(from, &shift, &last);
    if (!from->failed && shift < 64 && (last & 0x40U) != 0) {
        value |= ~UINT64_C(0) << shift;
    }
    return (int64_t)value;
}

size_t cfi_pointer_size(uint8_t encoding) {
    switch (encoding & 0x0fU) {
    case CFI_ENC_UDATA2:
    case CFI_ENC_SDATA2:
        return 2;
    case CFI_ENC_UDATA4:
    case CFI_ENC_SDATA4:
        return 4;
    case CFI_ENC_ABSPTR:
    case CFI_ENC_UDATA8:
    case CFI_ENC_SDATA8:
        return 8;
    default:
        return 0;
    }
}

static uint64_t pointer_value(struct cfi_bytes *from, uint8_t encoding) {
    switch (encoding & 0x0fU) {
    case CFI_ENC_ABSPTR:
    case CFI_ENC_UDATA8:
    case CFI_ENC_SDATA8:
        return cfi_bytes_u64(from);
    case CFI_ENC_ULEB128:
        return cfi_bytes_uleb128(from);
    case CFI_ENC_SLEB128:
        return (uint64_t)cfi_bytes_sleb128(from);
    case CFI_ENC_UDATA2:
        return cfi_bytes_u16(from);
    case CFI_ENC_SDATA2:
        return (uint64_t)(int64_t)(int16_t)cfi_bytes_u16(from);
    case CFI_ENC_UDATA4:
        return cfi_bytes_u32(from);
    case CFI_ENC_SDATA4:
        return (uint64_t)(int64_t)(int32_t)cfi_bytes_u32(from);
    default:
        from->failed = true;
        return 0;
    }
}

uint64_t cfi_bytes_pointer(struct cfi_bytes *from, uint8_t encoding, uint64_t data) {
    uint64_t here = from->address + from->at;
    if (encoding == CFI_ENC_OMIT || (encoding & CFI_ENC_INDIRECT) != 0) {
        from->failed = true;
        return 0;
    }
    uint64_t value = pointer_value(from, encoding);
    switch (encoding & 0x70U) {
    case 0:
        break;
    case CFI_ENC_PCREL:
        value += here;
        break;
    case CFI_ENC_DATAREL:
        value += data;
        break;
    default:
        from->failed = true;
        break;
    }
    return from->failed ? 0 : value;
}

// SPDX-License-Identifier: Apache-2.0
// Reads numbers out of a local copy of bytes that came from the target; never past its end.
#ifndef PORTHOLE_CFI_BYTES_H
#define PORTHOLE_CFI_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How .eh_frame encodes a pointer (low 4 bits: form; next 3: relative to what; top bit: indirect).
enum cfi_encoding {
    CFI_ENC_ABSPTR = 0x00,
    CFI_ENC_ULEB128 = 0x01,
    CFI_ENC_UDATA2 = 0x02,
    CFI_ENC_UDATA4 = 0x03,
    CFI_ENC_UDATA8 = 0x04,
    CFI_ENC_SLEB128 = 0x09,
    CFI_ENC_SDATA2 = 0x0a,
    CFI_ENC_SDATA4 = 0x0b,
    CFI_ENC_SDATA8 = 0x0c,
    CFI_ENC_PCREL = 0x10,
    CFI_ENC_DATAREL = 0x30,
    CFI_ENC_INDIRECT = 0x80,
    CFI_ENC_OMIT = 0xff
};

// A position in a copy. After the first read that does not fit, failed stays true and every further
// read gives 0: a parser may read several fields and check once.
struct cfi_bytes {
    const uint8_t *bytes;
    size_t size;
    size_t at;
    uint64_t address; // where bytes[0] is in the target
    bool failed;
};

struct cfi_bytes cfi_bytes_over(const void *bytes, size_t size, uint64_t address);
// The part from the current position of n bytes; moves past it. Failed when it does not fit.
struct cfi_bytes cfi_bytes_part(struct cfi_bytes *from, uint64_t n);
bool cfi_bytes_more(const struct cfi_bytes *from);
size_t cfi_bytes_left(const struct cfi_bytes *from);
void cfi_bytes_skip(struct cfi_bytes *from, uint64_t n);
uint8_t cfi_bytes_u8(struct cfi_bytes *from);
uint16_t cfi_bytes_u16(struct cfi_bytes *from);
uint32_t cfi_bytes_u32(struct cfi_bytes *from);
uint64_t cfi_bytes_u64(struct cfi_bytes *from);
// Numbers of more than 64 bits count as not fitting.
uint64_t cfi_bytes_uleb128(struct cfi_bytes *from);
int64_t cfi_bytes_sleb128(struct cfi_bytes *from);
// A pointer in the given enum cfi_encoding; data is the base of datarel ones. Indirect and omitted
// ones, and forms that x86-64 tables do not use, fail.
uint64_t cfi_bytes_pointer(struct cfi_bytes *from, uint8_t encoding, uint64_t data);
// Bytes that a pointer of this encoding takes; 0 when that varies or is not known.
size_t cfi_pointer_size(uint8_t encoding);

#endif

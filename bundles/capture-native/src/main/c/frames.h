// SPDX-License-Identifier: Apache-2.0
// The frames of docs/formats/capture-frames.md: a growing buffer, the header and its checksum.
#ifndef PORTHOLE_FRAMES_H
#define PORTHOLE_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FRAME_HEADER_SIZE 16u
#define FRAME_MAX_ANSWER (64u << 20)
#define FRAME_MAX_OTHER (64u << 10)
#define FRAME_MAX_TEXT 65536u

enum frame_type {
    FRAME_HELLO = 1,
    FRAME_GO = 2,
    FRAME_ANSWER = 3,
    FRAME_FAILURE = 4,
    FRAME_TAKEN = 5
};

struct buffer {
    uint8_t *bytes;
    size_t size;
    size_t capacity;
    bool failed; // memory or the limit of an answer ran out: nothing more is stored
};

void buffer_free(struct buffer *b);
void put_u8(struct buffer *b, uint8_t value);
void put_u16(struct buffer *b, uint16_t value);
void put_u32(struct buffer *b, uint32_t value);
void put_u64(struct buffer *b, uint64_t value);
void put_bytes(struct buffer *b, const void *from, size_t n);

// A text; bytes beyond FRAME_MAX_TEXT are left out, bytes that are not UTF-8 become '?'.
void put_text(struct buffer *b, const char *text, size_t length);

// CRC32C of more bytes; begin with 0.
uint32_t crc32c(uint32_t crc, const void *bytes, size_t n);

// Fills a header for this payload.
void frame_header(uint8_t header[FRAME_HEADER_SIZE], uint16_t version, uint16_t type,
                  const void *payload, size_t length);

// Writes a whole frame. Returns 0 or -errno.
int frame_write(int fd, uint16_t version, uint16_t type, const struct buffer *payload);

// Reads a whole frame of the given type, of at most capacity bytes of payload, until the deadline
// (milliseconds of CLOCK_MONOTONIC). Returns the payload's length, or -EPIPE when the other side
// closed, -ETIMEDOUT, -EPROTO when it is malformed.
int64_t frame_read(int fd, uint16_t version, uint16_t type, void *payload, size_t capacity,
                   uint64_t deadline_ms);

uint64_t monotonic_ms(void);
uint64_t monotonic_ns(void);

#endif

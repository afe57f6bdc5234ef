// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "frames.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CRC32C_REVERSED 0x82f63b78u

void buffer_free(struct buffer *b) {
    free(b->bytes);
    memset(b, 0, sizeof *b);
}

static bool reserve(struct buffer *b, size_t n) {
    if (b->failed || n > FRAME_MAX_ANSWER - b->size) {
        b->failed = true;
        return false;
    }
    if (b->capacity - b->size >= n) {
        return true;
    }
    size_t capacity = b->capacity == 0 ? 4096 : b->capacity;
    while (capacity - b->size < n) {
        capacity *= 2;
    }
    uint8_t *bytes = realloc(b->bytes, capacity);
    if (bytes == NULL) {
        b->failed = true;
        return false;
    }
    b->bytes = bytes;
    b->capacity = capacity;
    return true;
}

void put_bytes(struct buffer *b, const void *from, size_t n) {
    if (n > 0 && reserve(b, n)) {
        memcpy(b->bytes + b->size, from, n);
        b->size += n;
    }
}

// x86-64 is little-endian, as the format is.
void put_u8(struct buffer *b, uint8_t value) {
    put_bytes(b, &value, sizeof value);
}

void put_u16(struct buffer *b, uint16_t value) {
    put_bytes(b, &value, sizeof value);
}

void put_u32(struct buffer *b, uint32_t value) {
    put_bytes(b, &value, sizeof value);
}

void put_u64(struct buffer *b, uint64_t value) {
    put_bytes(b, &value, sizeof value);
}

// Length of the well-formed UTF-8 sequence at these bytes, or 0. No surrogates, nothing overlong.
static size_t sequence(const uint8_t *s, size_t n) {
    size_t length = s[0] < 0x80 ? 1 : s[0] >= 0xc2 && s[0] < 0xe0 ? 2
                  : (s[0] & 0xf0) == 0xe0                         ? 3
                  : s[0] >= 0xf0 && s[0] < 0xf5                   ? 4
                                                                  : 0;
    if (length == 0 || length > n) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool bad = (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
               (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f);
    return bad ? 0 : length;
}

void put_text(struct buffer *b, const char *text, size_t length) {
    const uint8_t *s = (const uint8_t *)text;
    size_t n = length < FRAME_MAX_TEXT ? length : FRAME_MAX_TEXT;
    size_t start = b->size;
    put_u32(b, 0);
    for (size_t i = 0; i < n && !b->failed;) {
        size_t part = sequence(s + i, n - i);
        if (part == 0) {
            put_u8(b, '?');
            i++;
        } else {
            put_bytes(b, s + i, part);
            i += part;
        }
    }
    if (!b->failed) {
        uint32_t written = (uint32_t)(b->size - start - 4);
        memcpy(b->bytes + start, &written, sizeof written);
    }
}

uint32_t crc32c(uint32_t crc, const void *bytes, size_t n) {
    static uint32_t table[256];
    const uint8_t *p = bytes;
    if (table[1] == 0) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int bit = 0; bit < 8; bit++) {
                c = (c & 1) != 0 ? c >> 1 ^ CRC32C_REVERSED : c >> 1;
            }
            table[i] = c;
        }
    }
    crc = ~crc;
    for (size_t i = 0; i < n; i++) {
        crc = table[(crc ^ p[i]) & 0xff] ^ crc >> 8;
    }
    return ~crc;
}

void frame_header(uint8_t header[FRAME_HEADER_SIZE], uint16_t version, uint16_t type,
                  const void *payload, size_t length) {
    uint32_t n = (uint32_t)length;
    memcpy(header, "PHCF", 4);
    memcpy(header + 4, &version, 2);
    memcpy(header + 6, &type, 2);
    memcpy(header + 8, &n, 4);
    uint32_t crc = crc32c(crc32c(0, header, 12), payload, length);
    memcpy(header + 12, &crc, 4);
}

static int write_all(int fd, const uint8_t *bytes, size_t n) {
    while (n > 0) {
        ssize_t written = write(fd, bytes, n);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return -errno;
        }
        bytes += written;
        n -= (size_t)written;
    }
    return 0;
}

int frame_write(int fd, uint16_t version, uint16_t type, const struct buffer *payload) {
    static const uint8_t none[1];
    uint8_t header[FRAME_HEADER_SIZE];
    const uint8_t *bytes = payload != NULL && payload->bytes != NULL ? payload->bytes : none;
    size_t size = payload != NULL ? payload->size : 0;
    if (payload != NULL && payload->failed) {
        return -ENOMEM;
    }
    frame_header(header, version, type, bytes, size);
    int error = write_all(fd, header, sizeof header);
    return error != 0 ? error : write_all(fd, bytes, size);
}

uint64_t monotonic_ns(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

uint64_t monotonic_ms(void) {
    return monotonic_ns() / 1000000;
}

static int read_all(int fd, uint8_t *to, size_t n, uint64_t deadline_ms) {
    while (n > 0) {
        uint64_t now = monotonic_ms();
        struct pollfd pollfd = {.fd = fd, .events = POLLIN};
        uint64_t left = deadline_ms > now ? deadline_ms - now : 0;
        int ready = poll(&pollfd, 1, left > 60000 ? 60000 : (int)left);
        if (ready < 0 && errno != EINTR) {
            return -errno;
        }
        if (ready == 0 && left <= 60000) {
            return -ETIMEDOUT;
        }
        if (ready <= 0) {
            continue;
        }
        ssize_t got = read(fd, to, n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return got == 0 ? -EPIPE : -errno;
        }
        to += got;
        n -= (size_t)got;
    }
    return 0;
}

int64_t frame_read(int fd, uint16_t version, uint16_t type, void *payload, size_t capacity,
                   uint64_t deadline_ms) {
    uint8_t header[FRAME_HEADER_SIZE];
    uint8_t expected[FRAME_HEADER_SIZE];
    uint32_t length;
    int error = read_all(fd, header, sizeof header, deadline_ms);
    if (error != 0) {
        return error;
    }
    memcpy(&length, header + 8, sizeof length);
    if (length > capacity) {
        return -EPROTO;
    }
    error = read_all(fd, payload, length, deadline_ms);
    if (error != 0) {
        return error;
    }
    frame_header(expected, version, type, payload, length);
    return memcmp(header, expected, sizeof header) == 0 ? (int64_t)length : -EPROTO;
}

// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "frames.h"
#include "test.h"

enum { VERSION = 2 };

static int both[2];

static void begin(void) {
    CHECK_EQ(pipe(both), 0);
}

static void end(void) {
    close(both[0]);
    close(both[1]);
}

static uint64_t soon(void) {
    return monotonic_ms() + 20;
}

TEST(computes_crc32c) {
    CHECK_EQ(crc32c(0, "123456789", 9), 0xe3069283);
    CHECK_EQ(crc32c(crc32c(0, "1234", 4), "56789", 5), 0xe3069283);
    CHECK_EQ(crc32c(0, "", 0), 0);
}

TEST(carries_a_payload) {
    struct buffer buffer = {0};
    uint8_t payload[64];
    put_u8(&buffer, 1);
    put_u16(&buffer, 0x0302);
    put_u32(&buffer, 0x07060504);
    put_u64(&buffer, UINT64_C(0x0f0e0d0c0b0a0908));
    put_text(&buffer, "abc", 3);
    begin();
    CHECK_EQ(frame_write(both[1], VERSION, FRAME_GO, &buffer), 0);
    CHECK_EQ(frame_read(both[0], VERSION, FRAME_GO, payload, sizeof payload, soon()), 22);
    for (uint8_t i = 0; i < 15; i++) {
        CHECK_EQ(payload[i], i + 1);
    }
    CHECK(memcmp(payload + 15, "\3\0\0\0abc", 7) == 0);
    end();
    buffer_free(&buffer);
}

TEST(carries_an_empty_payload) {
    uint8_t payload[1];
    begin();
    CHECK_EQ(frame_write(both[1], VERSION, FRAME_TAKEN, NULL), 0);
    CHECK_EQ(frame_read(both[0], VERSION, FRAME_TAKEN, payload, sizeof payload, soon()), 0);
    end();
}

TEST(refuses_what_does_not_fit) {
    uint8_t header[FRAME_HEADER_SIZE + 4];
    uint8_t payload[4];
    for (size_t i = 0; i < sizeof header * 8; i++) {
        memcpy(header + FRAME_HEADER_SIZE, "load", 4);
        frame_header(header, VERSION, FRAME_GO, header + FRAME_HEADER_SIZE, 4);
        header[i / 8] ^= (uint8_t)(1U << i % 8);
        begin();
        CHECK_EQ(write(both[1], header, sizeof header), (ssize_t)sizeof header);
        close(both[1]);
        int64_t result = frame_read(both[0], VERSION, FRAME_GO, payload, sizeof payload, soon());
        CHECK(result == -EPROTO || result == -EPIPE);
        close(both[0]);
    }
}

TEST(refuses_another_type_or_version) {
    uint8_t payload[4];
    begin();
    CHECK_EQ(frame_write(both[1], VERSION, FRAME_GO, NULL), 0);
    CHECK_EQ(frame_read(both[0], VERSION, FRAME_HELLO, payload, sizeof payload, soon()), -EPROTO);
    CHECK_EQ(frame_write(both[1], VERSION + 1, FRAME_GO, NULL), 0);
    CHECK_EQ(frame_read(both[0], VERSION, FRAME_GO, payload, sizeof payload, soon()), -EPROTO);
    end();
}

TEST(gives_up_at_the_deadline_and_when_the_other_side_is_gone) {
    uint8_t payload[4];
    begin();
    CHECK_EQ(frame_read(both[0], VERSION, FRAME_GO, payload, sizeof payload, monotonic_ms()),
             -ETIMEDOUT);
    CHECK_EQ(write(both[1], "PHCF", 4), 4);
    CHECK_EQ(frame_read(both[0], VERSION, FRAME_GO, payload, sizeof payload, soon()), -ETIMEDOUT);
    close(both[1]);
    CHECK_EQ(frame_read(both[0], VERSION, FRAME_GO, payload, sizeof payload, soon()), -EPIPE);
    close(both[0]);
}

static void check_text(const char *text, size_t length, const char *expected) {
    struct buffer buffer = {0};
    put_text(&buffer, text, length);
    CHECK_EQ(buffer.size, 4 + strlen(expected));
    CHECK(memcmp(buffer.bytes + 4, expected, strlen(expected)) == 0);
    CHECK_EQ(buffer.bytes[0], strlen(expected));
    buffer_free(&buffer);
}

TEST(writes_texts_that_are_utf8) {
    check_text("", 0, "");
    check_text("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\x9c", 14, "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\x9c");
    check_text("a\xff"
               "b",
               3, "a?b");
    check_text("\xc0\x80", 2, "??");         // overlong
    check_text("\xed\xa0\x80", 3, "???");    // a surrogate
    check_text("\xf4\x90\x80\x80", 4, "????"); // beyond Unicode
    check_text("cut\xe2\x82", 5, "cut??");
}

TEST(bounds_texts_and_answers) {
    struct buffer buffer = {0};
    size_t size = FRAME_MAX_TEXT + 10;
    char *text = malloc(size);
    if (text != NULL) {
        memset(text, 'x', size);
        put_text(&buffer, text, size);
        CHECK_EQ(buffer.size, 4 + FRAME_MAX_TEXT);
        for (size_t i = 0; i <= FRAME_MAX_ANSWER / FRAME_MAX_TEXT; i++) {
            put_bytes(&buffer, text, FRAME_MAX_TEXT);
        }
        CHECK(buffer.failed);
        CHECK(buffer.size <= FRAME_MAX_ANSWER);
        CHECK_EQ(frame_write(both[1], VERSION, FRAME_ANSWER, &buffer), -ENOMEM);
    }
    free(text);
    buffer_free(&buffer);
}

int main(void) {
    RUN(computes_crc32c);
    RUN(carries_a_payload);
    RUN(carries_an_empty_payload);
    RUN(refuses_what_does_not_fit);
    RUN(refuses_another_type_or_version);
    RUN(gives_up_at_the_deadline_and_when_the_other_side_is_gone);
    RUN(writes_texts_that_are_utf8);
    RUN(bounds_texts_and_answers);
    return test_end();
}

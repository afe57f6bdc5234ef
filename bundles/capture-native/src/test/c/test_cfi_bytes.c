// SPDX-License-Identifier: Apache-2.0
#include "cfi_bytes.h"
#include "test.h"

static struct cfi_bytes over(const uint8_t *bytes, size_t size) {
    return cfi_bytes_over(bytes, size, 0x1000);
}

TEST(reads_leb128_numbers) {
    const uint8_t bytes[] = {0x02, 0x7f, 0x80, 0x01, 0xe5, 0x8e, 0x26, 0x7f, 0x80, 0x7f, 0xff, 0x00};
    struct cfi_bytes from = over(bytes, sizeof bytes);
    CHECK_EQ(cfi_bytes_uleb128(&from), 2);
    CHECK_EQ(cfi_bytes_uleb128(&from), 127);
    CHECK_EQ(cfi_bytes_uleb128(&from), 128);
    CHECK_EQ(cfi_bytes_uleb128(&from), 624485);
    CHECK_EQ(cfi_bytes_sleb128(&from), -1);
    CHECK_EQ(cfi_bytes_sleb128(&from), -128);
    CHECK_EQ(cfi_bytes_sleb128(&from), 127);
    CHECK(!from.failed);
    CHECK(!cfi_bytes_more(&from));
}

TEST(reads_the_largest_leb128_number) {
    const uint8_t most[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};
    const uint8_t least[] = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f};
    struct cfi_bytes from = over(most, sizeof most);
    CHECK(cfi_bytes_uleb128(&from) == UINT64_MAX);
    from = over(least, sizeof least);
    CHECK(cfi_bytes_sleb128(&from) == INT64_MIN);
    CHECK(!from.failed);
}

TEST(refuses_leb128_numbers_that_are_too_long_or_cut) {
    const uint8_t bytes[] = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00};
    struct cfi_bytes from = over(bytes, sizeof bytes);
    (void)cfi_bytes_uleb128(&from);
    CHECK(from.failed);
    from = over(bytes, 3);
    (void)cfi_bytes_sleb128(&from);
    CHECK(from.failed);
}

TEST(gives_zero_after_a_failure) {
    const uint8_t bytes[] = {1, 2, 3, 4};
    struct cfi_bytes from = over(bytes, sizeof bytes);
    CHECK_EQ(cfi_bytes_u16(&from), 0x0201);
    CHECK_EQ(cfi_bytes_u32(&from), 0);
    CHECK(from.failed);
    CHECK_EQ(cfi_bytes_u8(&from), 0);
    CHECK_EQ(cfi_bytes_left(&from), 0);
}

TEST(reads_pointers_relative_to_place_and_data) {
    const uint8_t bytes[] = {0xfc, 0xff, 0xff, 0xff, 0x10, 0, 0, 0, 0xfe, 0xff};
    struct cfi_bytes from = over(bytes, sizeof bytes);
    CHECK_EQ(cfi_bytes_pointer(&from, CFI_ENC_PCREL | CFI_ENC_SDATA4, 0), 0x1000 - 4);
    CHECK_EQ(cfi_bytes_pointer(&from, CFI_ENC_DATAREL | CFI_ENC_UDATA4, 0x5000), 0x5010);
    CHECK_EQ(cfi_bytes_pointer(&from, CFI_ENC_SDATA2, 0), -2);
    CHECK(!from.failed);
}

TEST(refuses_pointers_of_other_kinds) {
    const uint8_t bytes[16] = {0};
    const uint8_t encodings[] = {CFI_ENC_OMIT, CFI_ENC_INDIRECT | CFI_ENC_PCREL, 0x20, 0x50, 0x0f};
    for (size_t i = 0; i < sizeof encodings; i++) {
        struct cfi_bytes from = over(bytes, sizeof bytes);
        (void)cfi_bytes_pointer(&from, encodings[i], 0);
        CHECK(from.failed);
    }
}

TEST(cuts_parts_out) {
    const uint8_t bytes[] = {1, 2, 3, 4};
    struct cfi_bytes from = over(bytes, sizeof bytes);
    cfi_bytes_skip(&from, 1);
    struct cfi_bytes part = cfi_bytes_part(&from, 2);
    CHECK_EQ(part.address, 0x1001);
    CHECK_EQ(cfi_bytes_u16(&part), 0x0302);
    CHECK_EQ(cfi_bytes_u8(&part), 0);
    CHECK(part.failed);
    CHECK_EQ(cfi_bytes_u8(&from), 4);
    part = cfi_bytes_part(&from, UINT64_MAX);
    CHECK(part.failed);
    CHECK(from.failed);
}

int main(void) {
    RUN(reads_leb128_numbers);
    RUN(reads_the_largest_leb128_number);
    RUN(refuses_leb128_numbers_that_are_too_long_or_cut);
    RUN(gives_zero_after_a_failure);
    RUN(reads_pointers_relative_to_place_and_data);
    RUN(refuses_pointers_of_other_kinds);
    RUN(cuts_parts_out);
    return test_end();
}

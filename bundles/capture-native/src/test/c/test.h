// SPDX-License-Identifier: Apache-2.0
// A harness of three macros. A test program is one file: TEST functions, and a main that RUNs them
// and returns test_end(). It prints "passed NAME", "failed NAME" or "skipped NAME: why" for each, so
// that whoever runs it can count them.
#ifndef PORTHOLE_TEST_H
#define PORTHOLE_TEST_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int test_count;
static int test_failures;
static const char *test_name;
static const char *test_skipped;

#define TEST(name) static void name(void)

#define RUN(name)                                                                                  \
    do {                                                                                           \
        test_begin(#name);                                                                         \
        name();                                                                                    \
        test_report();                                                                             \
    } while (0)

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            test_fail(__FILE__, __LINE__, #condition);                                             \
        }                                                                                          \
    } while (0)

#define CHECK_EQ(actual, expected)                                                                 \
    test_equal(__FILE__, __LINE__, #actual, (int64_t)(actual), (int64_t)(expected))

#define CHECK_TEXT(actual, expected)                                                               \
    do {                                                                                           \
        const char *text_ = (actual);                                                              \
        if (strcmp(text_, expected) != 0) {                                                        \
            test_fail(__FILE__, __LINE__, #actual);                                                \
            (void)fprintf(stderr, "  is '%s', not '%s'\n", text_, expected);                       \
        }                                                                                          \
    } while (0)

// In a test that cannot run here: it should return then.
#define SKIP(why) (test_skipped = (why))

static int test_failures_before;

static inline void test_begin(const char *name) {
    test_name = name;
    test_skipped = NULL;
    test_count++;
    test_failures_before = test_failures;
    // A process forked by the test would print it again.
    (void)fflush(stdout);
}

static inline void test_report(void) {
    if (test_failures > test_failures_before) {
        (void)printf("failed %s\n", test_name);
    } else if (test_skipped != NULL) {
        (void)printf("skipped %s: %s\n", test_name, test_skipped);
    } else {
        (void)printf("passed %s\n", test_name);
    }
    (void)fflush(stdout);
}

static inline void test_fail(const char *file, int line, const char *what) {
    test_failures++;
    (void)fprintf(stderr, "%s:%d: %s: %s\n", file, line, test_name, what);
}

static inline void test_equal(const char *file, int line, const char *what, int64_t actual,
                              int64_t expected) {
    if (actual != expected) {
        test_fail(file, line, what);
        (void)fprintf(stderr, "  is %" PRId64 " (%#" PRIx64 "), not %" PRId64 "\n", actual,
                      (uint64_t)actual, expected);
    }
}

static inline int test_end(void) {
    (void)printf("%d tests, %d failures\n", test_count, test_failures);
    return test_failures == 0 ? 0 : 1;
}

#endif

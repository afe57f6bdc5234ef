// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "maps.h"
#include "test.h"

static const char text[] =
    "55d0c0a00000-55d0c0a01000 r--p 00000000 08:01 77                         /usr/bin/java\n"
    "55d0c0a01000-55d0c0a02000 r-xp 00001000 08:01 77                         /usr/bin/java\n"
    "7f0000000000-7f0000400000 rwxp 00000000 00:00 0 \n"
    "7f1000000000-7f1000200000 r--p 00000000 fe:00 4242                       /opt/a b/libjvm.so "
    "(deleted)\n"
    "7f1000200000-7f1000f00000 r-xp 00200000 fe:00 4242                       /opt/a b/libjvm.so "
    "(deleted)\n"
    "this is no mapping\n"
    "7f1000e00000-7f1000f00001 r-xp 00000000 00:00 0 \n"
    "7ffc00000000-7ffc00002000 r-xp 00000000 00:00 0                          [vdso]\n"
    "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]";

static struct maps maps;

TEST(parses_every_line_it_understands) {
    CHECK_EQ(maps_parse(&maps, text, strlen(text)), 0);
    CHECK_EQ(maps.count, 7);
    const struct mapping *code = &maps.items[1];
    CHECK(code->start == UINT64_C(0x55d0c0a01000));
    CHECK(code->end == UINT64_C(0x55d0c0a02000));
    CHECK_EQ(code->offset, 0x1000);
    CHECK_EQ(code->inode, 77);
    CHECK_EQ(code->dev_major, 8);
    CHECK_EQ(code->dev_minor, 1);
    CHECK_TEXT(code->perms, "r-xp");
    CHECK_TEXT(code->path, "/usr/bin/java");
    CHECK_TEXT(maps.items[2].path, "");
    maps_free(&maps);
}

TEST(finds_the_mapping_of_an_address) {
    CHECK_EQ(maps_parse(&maps, text, strlen(text)), 0);
    CHECK(maps_find(&maps, 0) == NULL);
    CHECK(maps_find(&maps, UINT64_MAX) == NULL);
    CHECK(maps_find(&maps, UINT64_C(0x55d0c0a00fff)) == &maps.items[0]);
    CHECK(maps_find(&maps, UINT64_C(0x55d0c0a01000)) == &maps.items[1]);
    CHECK(maps_find(&maps, UINT64_C(0x55d0c0a02000)) == NULL);
    CHECK(maps_find(&maps, UINT64_C(0xffffffffff600000)) == &maps.items[6]);
    maps_free(&maps);
}

TEST(finds_modules) {
    CHECK_EQ(maps_parse(&maps, text, strlen(text)), 0);
    CHECK(maps_module(&maps, &maps.items[4]) == &maps.items[3]);
    CHECK(maps_module(&maps, &maps.items[5]) == &maps.items[5]);
    CHECK(maps_named(&maps, "libjvm.so") == &maps.items[3]);
    CHECK(maps_named(&maps, "java") == &maps.items[0]);
    CHECK(maps_named(&maps, "jvm.so") == NULL);
    CHECK(maps_named(&maps, "vdso]") == NULL);
    maps_free(&maps);
}

TEST(parses_nothing_out_of_nothing) {
    CHECK_EQ(maps_parse(&maps, "", 0), 0);
    CHECK_EQ(maps.count, 0);
    CHECK(maps_find(&maps, 1) == NULL);
    maps_free(&maps);
}

TEST(loads_its_own) {
    CHECK_EQ(maps_load(&maps, getpid()), 0);
    const struct mapping *own = maps_find(&maps, (uint64_t)(uintptr_t)text);
    CHECK(own != NULL && own->path[0] == '/');
    maps_free(&maps);
    CHECK(maps_load(&maps, -1) < 0);
}

int main(void) {
    RUN(parses_every_line_it_understands);
    RUN(finds_the_mapping_of_an_address);
    RUN(finds_modules);
    RUN(parses_nothing_out_of_nothing);
    RUN(loads_its_own);
    return test_end();
}

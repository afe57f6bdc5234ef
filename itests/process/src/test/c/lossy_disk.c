// SPDX-License-Identifier: Apache-2.0
// A disk with a volatile write cache, as a file to put a loop device on: "lossy_disk IMAGE FILE".
// FILE, which must exist, becomes the disk (a FUSE file system whose root is that file). What is
// written stays in memory until the disk is told to sync, and only then goes to IMAGE. So what a
// file system on it has not flushed is really gone after a power cut.
// Standard input takes lines. "fail": from now on whatever is asked of the disk is an I/O error;
// "heal": no more so. "cut SEED PERCENT", the last one: the power goes. Of the blocks that were not
// synced, each survives by itself with that probability, as a drive may write its cache in any
// order; the same seed chooses alike. Then it says what was lost and ends, and whatever is asked of
// the disk fails.
// It prints "ready" when the disk is there, the word after "fail" and "heal", and "kept K of N unsynced blocks after S syncs".
// Exit codes: 0 after a cut, 1 when something failed, 2 for a wrong command line.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/fuse.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define BLOCK 4096U
#define MAX_WRITE (1U << 17)
#define REQUEST_BYTES (MAX_WRITE + 8192U)
#define FOREVER 3600U

struct disk {
    int image;
    int fuse;
    uint64_t bytes;
    uint8_t *cache;     // as large as the disk, but of memory only what was ever written
    bool *is_unsynced;  // by block: whether the cache has what the image has not
    uint64_t *unsynced; // the numbers of those blocks, in the order of their first write
    uint64_t unsynced_count;
    uint64_t syncs;
    bool fails;
};

static _Noreturn void die(const char *doing) {
    (void)fprintf(stderr, "lossy_disk: %s: %s\n", doing, strerror(errno));
    exit(1);
}

static void load(const struct disk *disk, uint64_t block, uint8_t *to) {
    if (disk->is_unsynced[block]) {
        memcpy(to, disk->cache + block * BLOCK, BLOCK);
    } else if (pread(disk->image, to, BLOCK, (off_t)(block * BLOCK)) != BLOCK) {
        die("reading the image");
    }
}

static void persist(struct disk *disk, uint64_t block) {
    const uint8_t *from = disk->cache + block * BLOCK;
    if (pwrite(disk->image, from, BLOCK, (off_t)(block * BLOCK)) != BLOCK) {
        die("writing the image");
    }
}

static uint8_t *cached(struct disk *disk, uint64_t block) {
    uint8_t *there = disk->cache + block * BLOCK;
    if (!disk->is_unsynced[block]) {
        load(disk, block, there);
        disk->is_unsynced[block] = true;
        disk->unsynced[disk->unsynced_count++] = block;
    }
    return there;
}

static void sync_all(struct disk *disk) {
    for (uint64_t i = 0; i < disk->unsynced_count; i++) {
        persist(disk, disk->unsynced[i]);
        disk->is_unsynced[disk->unsynced[i]] = false;
    }
    disk->unsynced_count = 0;
    disk->syncs++;
}

static void answer(const struct disk *disk, uint64_t unique, int error, const void *body,
                   size_t bytes) {
    struct fuse_out_header header = {.len = (uint32_t)(sizeof header + bytes),
                                     .error = -error,
                                     .unique = unique};
    struct iovec parts[] = {{.iov_base = &header, .iov_len = sizeof header},
                            {.iov_base = (void *)(uintptr_t)body, .iov_len = bytes}};
    // ENOENT: whoever asked has been interrupted and wants no answer.
    if (writev(disk->fuse, parts, bytes == 0 ? 1 : 2) < 0 && errno != ENOENT) {
        die("answering the kernel");
    }
}

static void answer_init(const struct disk *disk, uint64_t unique, const struct fuse_init_in *in) {
    struct fuse_init_out out = {.major = FUSE_KERNEL_VERSION,
                                .minor = in->minor < FUSE_KERNEL_MINOR_VERSION
                                             ? in->minor
                                             : FUSE_KERNEL_MINOR_VERSION,
                                .max_readahead = in->max_readahead,
                                .flags = in->flags & FUSE_BIG_WRITES,
                                .max_background = 16,
                                .congestion_threshold = 12,
                                .max_write = MAX_WRITE,
                                .time_gran = 1};
    answer(disk, unique, 0, &out, sizeof out);
}

static void answer_attributes(const struct disk *disk, uint64_t unique) {
    struct fuse_attr_out out = {.attr_valid = FOREVER,
                                .attr = {.ino = FUSE_ROOT_ID,
                                         .size = disk->bytes,
                                         .blocks = disk->bytes / 512,
                                         .mode = S_IFREG | S_IRUSR | S_IWUSR,
                                         .nlink = 1,
                                         .blksize = BLOCK}};
    answer(disk, unique, 0, &out, sizeof out);
}

static void answer_read(const struct disk *disk, uint64_t unique, const struct fuse_read_in *in) {
    static uint8_t data[MAX_WRITE + 2 * BLOCK];
    if (in->size > MAX_WRITE || in->offset >= disk->bytes) {
        answer(disk, unique, in->size > MAX_WRITE ? EINVAL : 0, NULL, 0);
        return;
    }
    uint64_t size = in->size;
    if (size > disk->bytes - in->offset) {
        size = disk->bytes - in->offset;
    }
    uint64_t first = in->offset / BLOCK;
    for (uint64_t block = first; block * BLOCK < in->offset + size; block++) {
        load(disk, block, data + (block - first) * BLOCK);
    }
    answer(disk, unique, 0, data + in->offset % BLOCK, size);
}

static void answer_write(struct disk *disk, uint64_t unique, const struct fuse_write_in *in) {
    const uint8_t *from = (const uint8_t *)(in + 1);
    if (in->size > MAX_WRITE || in->offset > disk->bytes || in->size > disk->bytes - in->offset) {
        answer(disk, unique, ENOSPC, NULL, 0);
        return;
    }
    uint64_t offset = in->offset;
    for (uint32_t left = in->size; left > 0;) {
        uint32_t within = (uint32_t)(offset % BLOCK);
        uint32_t piece = left < BLOCK - within ? left : BLOCK - within;
        memcpy(cached(disk, offset / BLOCK) + within, from, piece);
        from += piece;
        offset += piece;
        left -= piece;
    }
    struct fuse_write_out out = {.size = in->size};
    answer(disk, unique, 0, &out, sizeof out);
}

static void serve(struct disk *disk, const struct fuse_in_header *request) {
    const void *in = request + 1;
    bool is_io = request->opcode == FUSE_READ || request->opcode == FUSE_WRITE ||
                 request->opcode == FUSE_FSYNC;
    if (disk->fails && is_io) {
        answer(disk, request->unique, EIO, NULL, 0);
        return;
    }
    switch (request->opcode) {
    case FUSE_INIT:
        answer_init(disk, request->unique, in);
        break;
    case FUSE_GETATTR:
    case FUSE_SETATTR:
        answer_attributes(disk, request->unique);
        break;
    case FUSE_OPEN: {
        struct fuse_open_out out = {.open_flags = FOPEN_DIRECT_IO};
        answer(disk, request->unique, 0, &out, sizeof out);
        break;
    }
    case FUSE_READ:
        answer_read(disk, request->unique, in);
        break;
    case FUSE_WRITE:
        answer_write(disk, request->unique, in);
        break;
    case FUSE_FSYNC:
        sync_all(disk);
        answer(disk, request->unique, 0, NULL, 0);
        break;
    case FUSE_FLUSH: // a close, which syncs nothing
    case FUSE_RELEASE:
        answer(disk, request->unique, 0, NULL, 0);
        break;
    case FUSE_STATFS: {
        struct fuse_statfs_out out = {.st = {.bsize = BLOCK, .frsize = BLOCK, .namelen = 255}};
        answer(disk, request->unique, 0, &out, sizeof out);
        break;
    }
    case FUSE_FORGET: // these want no answer
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT:
    case FUSE_DESTROY:
        break;
    default:
        answer(disk, request->unique, ENOSYS, NULL, 0);
    }
}

static uint64_t next_random(uint64_t *state) {
    // xorshift64*, which a zero state would stop.
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (*state * UINT64_C(0x2545F4914F6CDD1D)) >> 33;
}

static void cut(struct disk *disk, uint64_t seed, unsigned percent) {
    uint64_t state = seed * 2 + 1;
    uint64_t kept = 0;
    for (uint64_t i = 0; i < disk->unsynced_count; i++) {
        if (next_random(&state) % 100 < percent) {
            persist(disk, disk->unsynced[i]);
            kept++;
        }
    }
    (void)printf("kept %" PRIu64 " of %" PRIu64 " unsynced blocks after %" PRIu64 " syncs\n", kept,
                 disk->unsynced_count, disk->syncs);
    (void)fflush(stdout);
}

// Whether the power goes; the end of standard input takes it too, and keeps nothing.
static bool obey(struct disk *disk) {
    char line[64];
    uint64_t seed = 0;
    unsigned percent = 0;
    bool is_told = fgets(line, sizeof line, stdin) != NULL;
    if (is_told && (strcmp(line, "fail\n") == 0 || strcmp(line, "heal\n") == 0)) {
        disk->fails = line[0] == 'f';
        (void)fputs(line, stdout);
        (void)fflush(stdout);
        return false;
    }
    if (is_told && sscanf(line, "cut %" SCNu64 " %u", &seed, &percent) != 2) {
        (void)fprintf(stderr, "lossy_disk: not understood: %s", line);
        return false;
    }
    cut(disk, seed, percent);
    return true;
}

static void run(struct disk *disk) {
    // Requests are read where a fuse_in_header may lie.
    static union {
        struct fuse_in_header header;
        uint8_t bytes[REQUEST_BYTES];
    } request;
    struct pollfd sources[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = disk->fuse, .events = POLLIN}};
    while (poll(sources, 2, -1) > 0 || errno == EINTR) {
        if (sources[0].revents != 0 && obey(disk)) {
            return;
        }
        if (sources[1].revents == 0) {
            continue;
        }
        ssize_t bytes = read(disk->fuse, &request, sizeof request);
        if (bytes >= (ssize_t)sizeof request.header) {
            serve(disk, &request.header);
        } else if (errno == ENODEV) {
            return; // unmounted
        } else if (errno != EINTR && errno != EAGAIN && errno != ENOENT) {
            die("reading from the kernel");
        }
    }
    die("waiting");
}

static void open_disk(struct disk *disk, const char *image, const char *file) {
    struct stat status;
    disk->image = open(image, O_RDWR | O_CLOEXEC);
    if (disk->image < 0 || fstat(disk->image, &status) != 0) {
        die(image);
    }
    disk->bytes = (uint64_t)status.st_size / BLOCK * BLOCK;
    disk->cache = mmap(NULL, disk->bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    disk->is_unsynced = calloc(disk->bytes / BLOCK + 1, sizeof *disk->is_unsynced);
    disk->unsynced = calloc(disk->bytes / BLOCK + 1, sizeof *disk->unsynced);
    if (disk->cache == MAP_FAILED || disk->is_unsynced == NULL || disk->unsynced == NULL) {
        die("making room");
    }
    disk->fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    if (disk->fuse < 0) {
        die("/dev/fuse");
    }
    char options[128];
    (void)snprintf(options, sizeof options, "fd=%d,rootmode=%o,user_id=0,group_id=0", disk->fuse,
                   (unsigned)(S_IFREG | S_IRUSR | S_IWUSR));
    if (mount("lossy_disk", file, "fuse", MS_NOSUID | MS_NODEV, options) != 0) {
        die("mounting");
    }
}

int main(int argc, char **argv) {
    static struct disk disk;
    if (argc != 3) {
        (void)fprintf(stderr, "usage: lossy_disk IMAGE FILE\n");
        return 2;
    }
    open_disk(&disk, argv[1], argv[2]);
    (void)printf("ready\n");
    (void)fflush(stdout);
    run(&disk);
    // Whatever still waits for the disk gets an error when the kernel's side closes with us.
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import porthole.itests.process.Await;
import porthole.itests.process.Command;
import porthole.itests.process.ServerProcess;

/**
 * A machine whose power is cut: ext4 on a loop device on a disk that forgets what it was not told
 * to sync (lossy_disk.c). A cut loses what was only in the file system's memory, and of what the
 * file system had handed to the disk but not flushed, each block by itself survives or not.
 */
final class LossyDisk implements Machine, AutoCloseable {
  private static final long GIBIBYTE = 1L << 30;
  private static final int[] SURVIVING_PERCENT = {0, 0, 20, 50, 90};
  private static final Pattern LOSS = Pattern.compile("kept (\\d+) of (\\d+) unsynced blocks.*");

  private final Path program;
  private final Path image;
  private final Path disk;
  private final Path mount;
  private Process server;
  private long cuts;
  private long unsynced;
  private long lost;

  /** Makes a disk with an empty file system and mounts it. */
  LossyDisk(Path folder) throws Exception {
    this(folder, GIBIBYTE);
  }

  /** The same, of that many bytes. */
  LossyDisk(Path folder, long bytes) throws Exception {
    program = folder.resolve("lossy_disk");
    image = folder.resolve("image");
    disk = Files.createFile(folder.resolve("disk"));
    mount = Files.createDirectory(folder.resolve("mount"));
    Path source = Path.of(System.getProperty("porthole.c")).resolve("lossy_disk.c");
    run("cc", "-O2", "-std=c11", "-Wall", "-Wextra", "-Werror", "-o", program, source);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    run("mkfs.ext4", "-q", "-F", "-E", "nodiscard,lazy_itable_init=0", image);
    powerOn();
  }

  /** What this machine lacks for it, or empty. */
  static String missing() throws Exception {
    List<String> missing = new ArrayList<>();
    if (!Command.run("id", "-u").output().equals("0")) {
      missing.add("root");
    }
    for (String device : List.of("/dev/fuse", "/dev/loop-control")) {
      if (!Files.exists(Path.of(device))) {
        missing.add(device);
      }
    }
    for (String program : List.of("cc", "mkfs.ext4", "mount", "umount")) {
      String find = "PATH=$PATH:/usr/sbin:/sbin command -v " + program;
      if (Command.run("sh", "-c", find).exitCode() != 0) {
        missing.add(program);
      }
    }
    return String.join(", ", missing);
  }

  @Override
  public Path data() {
    return mount.resolve("data");
  }

  Path root() {
    return mount;
  }

  @Override
  public boolean failsBeforeTheEnd() {
    return true;
  }

  @Override
  public void crash(ServerProcess process, SplittableRandom random) throws Exception {
    cut(random.nextInt(Integer.MAX_VALUE), SURVIVING_PERCENT[random.nextInt(5)]);
    process.kill();
    powerOff();
    powerOn();
  }

  /** From here on, whatever is asked of the disk is an I/O error, or not any more. */
  void fail(boolean fails) throws Exception {
    String word = fails ? "fail" : "heal";
    Writer commands = server.outputWriter();
    commands.write(word + "\n");
    commands.flush();
    String said = server.inputReader().readLine();
    if (!word.equals(said)) {
      throw new AssertionError("The disk said " + said);
    }
  }

  /** Mounts the file system anew, after the kernel has given it up. */
  void mountAgain() throws Exception {
    unmount(mount);
    run("mount", "-o", "loop,commit=60", disk, mount);
  }

  /** From here on nothing reaches the disk. */
  void cut(int seed, int survivingPercent) throws Exception {
    try (Writer commands = server.outputWriter();
        BufferedReader answers = server.inputReader()) {
      commands.write("cut " + seed + " " + survivingPercent + "\n");
      commands.flush();
      String said = answers.readLine();
      Matcher loss = LOSS.matcher(String.valueOf(said));
      if (!loss.matches()) {
        throw new AssertionError("The disk said " + said);
      }
      cuts++;
      unsynced += Long.parseLong(loss.group(2));
      lost += Long.parseLong(loss.group(2)) - Long.parseLong(loss.group(1));
    }
    if (!server.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("The disk did not end.");
    }
  }

  /** After a cut, and after all who used it are dead. */
  void powerOff() throws Exception {
    unmount(mount);
    unmount(disk);
  }

  /** Starts the disk with what it has kept, and lets the file system recover. */
  void powerOn() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), image.toString(), disk.toString());
    server = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String ready = server.inputReader().readLine();
    if (!"ready".equals(ready)) {
      throw new IOException("The disk does not start; it said " + ready);
    }
    run("mount", "-o", "loop,commit=60", disk, mount);
  }

  private static void unmount(Path path) throws Exception {
    // A file of a process that has just been killed may be closed a moment later.
    Await.untilTrue(
        path + " is unmounted", () -> run(List.of("umount", path.toString())).exitCode() == 0);
  }

  private static void run(Object... words) throws Exception {
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.add(word.toString());
    }
    run(all).expectSuccess();
  }

  private static Command run(List<String> words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; exec \"$0\" \"$@\""));
    command.addAll(words);
    return Command.run(command);
  }

  /** How many blocks were lost in all cuts together. */
  long lostBlocks() {
    return lost;
  }

  @Override
  public String report() {
    return "; " + cuts + " power cuts lost " + lost + " of " + unsynced + " unsynced blocks";
  }

  /** Takes everything down, whatever state it is in. */
  @Override
  public void close() throws Exception {
    for (Path path : List.of(mount, disk)) {
      Command unused = run(List.of("umount", "-l", path.toString()));
    }
    server.destroyForcibly().waitFor();
  }
}

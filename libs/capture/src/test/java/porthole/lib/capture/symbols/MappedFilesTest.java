// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFilesTest {
  private static final int START = 0x2000;

  @TempDir private Path process;

  @Test
  void aFileThatIsStillThereIsItself() throws IOException {
    assertThat(new MappedFiles(process).find("/lib/libx.so")).isEqualTo(Path.of("/lib/libx.so"));
  }

  @Test
  void theSameBuildUnderTheNameOfADeletedFileIsTakenForIt() throws IOException {
    Path file = mapped(elf("build one"));
    Files.write(file, elf("build one"));
    assertThat(new MappedFiles(process).find(file + " (deleted)")).isEqualTo(file);
  }

  @Test
  void anotherBuildUnderThatNameIsNot() throws IOException {
    Path file = mapped(elf("build one"));
    Files.write(file, elf("build two"));
    assertThatThrownBy(() -> new MappedFiles(process).find(file + " (deleted)"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " was replaced or removed on disk")
        .hasMessageContaining("addresses");
  }

  @Test
  void aFileWithoutABuildIdIsNeverTakenForAnother() throws IOException {
    Path file = mapped(elf(""));
    Files.write(file, elf(""));
    assertThatThrownBy(() -> new MappedFiles(process).find(file + " (deleted)"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theMappedFileItselfIsPreferredWhereTheKernelLetsUsOpenIt() throws IOException {
    Path file = mapped(elf("build one"));
    Path own = Files.createDirectories(process.resolve("map_files")).resolve("2000-3000");
    Files.write(own, elf("build one"));
    assertThat(new MappedFiles(process).find(file + " (deleted)")).isEqualTo(own);
  }

  @Test
  void namesItsFilesWithoutTheMark() {
    assertThat(MappedFiles.fileName("/a b/libx.so (deleted)")).isEqualTo("libx.so");
    assertThat(MappedFiles.fileName("[vdso]")).isEqualTo("[vdso]");
  }

  /** Its memory has the file's bytes at {@link #START}, and its maps say so. */
  private Path mapped(byte[] elf) throws IOException {
    Path file = process.resolve("libx.so");
    ByteArrayOutputStream memory = new ByteArrayOutputStream();
    memory.write(new byte[START]);
    memory.write(elf);
    Files.write(process.resolve("mem"), memory.toByteArray());
    Files.writeString(
        process.resolve("maps"),
        "00001000-00002000 r--p 00001000 08:01 7 "
            + file
            + " (deleted)\n"
            + "00002000-00003000 r--p 00000000 08:01 8      "
            + file
            + " (deleted)\n");
    return file;
  }

  private static byte[] elf(String id) {
    ByteBuffer elf = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    elf.putInt(0, 0x464c457f)
        .putLong(0x20, 64)
        .putShort(0x36, (short) 56)
        .putShort(0x38, (short) 2);
    int segment = 64 + 56;
    elf.putInt(segment, 4).putLong(segment + 8, 256).putLong(segment + 0x20, 64);
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    elf.putInt(256, 4).putInt(260, bytes.length).putInt(264, 3).putInt(268, 0x00554e47);
    elf.put(272, bytes);
    return elf.array();
  }
}

// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfNamesTest {
  private static final Path JLI = Path.of(System.getProperty("java.home"), "lib", "libjli.so");

  @TempDir Path folder;

  @Test
  void aFunctionIsFoundByAnyAddressInIt() throws IOException {
    long start = addressOf("JLI_Launch");
    String file = JLI.toString();
    assertThat(new ElfNames().frame(file, start, "").method()).isEqualTo("JLI_Launch");
    assertThat(new ElfNames().frame(file, start + 40, "").method()).isEqualTo("JLI_Launch");
    assertThat(new ElfNames().frame(file, start, "").file()).isEqualTo("libjli.so");
    assertThat(new ElfNames().frame(file, start, "").className()).isEmpty();
  }

  /** Where the table of dynamic symbols has a function, found the slow way. */
  private static long addressOf(String name) throws IOException {
    ElfSymbols symbols = ElfSymbols.read(JLI);
    for (long address = 0x1000; address < Files.size(JLI); address++) {
      if (symbols.at(address).equals(name)) {
        return address;
      }
    }
    throw new AssertionError(name + " is not in " + JLI);
  }

  @Test
  void whatHasNoNameIsShownByItsAddress() {
    ElfNames names = new ElfNames();
    assertThat(names.frame("/no/such/lib.so", 0x1234, "").method()).isEqualTo("0x1234");
    assertThat(names.frame("[vdso]", 0x80, "").method()).isEqualTo("0x80");
    assertThat(names.frame("", 0x7fff0000L, "").method()).isEqualTo("0x7fff0000");
    assertThat(names.frame(JLI.toString(), 1L << 60, "").method()).startsWith("0x");
    assertThat(names.frame(JLI.toString(), -1, "").method()).isEqualTo("0xffffffffffffffff");
  }

  @Test
  void aNameThatTheHelperKnowsIsKept() {
    assertThat(new ElfNames().frame("/x", 1, "start_thread").method()).isEqualTo("start_thread");
  }

  @Test
  void aFileThatIsNoneIsRefusedAndABrokenOneNeverMoreThanRefused() throws IOException {
    byte[] whole = Files.readAllBytes(JLI);
    Path broken = folder.resolve("broken.so");
    Files.write(broken, new byte[10]);
    assertThatThrownBy(() -> ElfSymbols.read(broken)).isInstanceOf(IOException.class);
    Random random = new Random(7);
    ByteBuffer header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int sections = (int) header.getLong(0x28);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      int at = i % 2 == 0 ? random.nextInt(64) : sections + random.nextInt(64 * 30);
      bytes[Math.min(at, bytes.length - 1)] = (byte) random.nextInt();
      Files.write(broken, bytes);
      try {
        ElfSymbols.read(broken).at(random.nextInt(100_000));
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }
}

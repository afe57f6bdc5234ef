// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import porthole.capture.api.RawFrame;

class FramesTest {

  @Test
  void readAsJavaPrintsThem() {
    assertThat(text("a.B", "m", "B.java", 7)).isEqualTo("a.B.m(B.java:7)");
    assertThat(text("a.B", "m", "B.java", 0)).isEqualTo("a.B.m(B.java)");
    assertThat(text("a.B", "m", "", 0)).isEqualTo("a.B.m(Unknown Source)");
    assertThat(text("a.B", "m", "B.java", RawFrame.NATIVE_METHOD))
        .isEqualTo("a.B.m(Native Method)");
  }

  @Test
  void framesThatAreNotJavasNameTheirModule() {
    assertThat(text("", "epoll_wait", "libc.so.6", 0)).isEqualTo("epoll_wait (libc.so.6)");
    assertThat(text("", "start_thread", "", 0)).isEqualTo("start_thread");
  }

  private static String text(String type, String method, String file, int line) {
    return Frames.text(new RawFrame(type, method, file, line));
  }
}

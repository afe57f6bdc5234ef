// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResponseParserTest {
  private static final String ANSWER =
      "HTTP/1.1 201 Created\r\nX: content-length: 9\r\nCONTENT-LENGTH: 4\r\n\r\nbody";

  private final ResponseParser parser = new ResponseParser();

  private boolean take(String bytes) throws IOException {
    return parser.take(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
  }

  private String body() {
    int length = parser.bodyEnd() - parser.bodyStart();
    return new String(parser.array(), parser.bodyStart(), length, ISO_8859_1);
  }

  @Test
  void anAnswerIsReadHoweverItIsCut() throws IOException {
    for (int cut = 1; cut < ANSWER.length(); cut++) {
      assertThat(take(ANSWER.substring(0, cut))).as("cut at %d", cut).isFalse();
      assertThat(take(ANSWER.substring(cut))).as("cut at %d", cut).isTrue();
      assertThat(parser.status()).isEqualTo(201);
      assertThat(parser.compressed()).isFalse();
      assertThat(body()).isEqualTo("body");
      parser.reset();
    }
  }

  @Test
  void anAnswerWithoutABodyEndsWithItsHeaders() throws IOException {
    assertThat(take("HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n")).isTrue();
    assertThat(body()).isEmpty();
  }

  @Test
  void aCompressedAnswerIsKnown() throws IOException {
    take("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx");
    assertThat(parser.compressed()).isTrue();
  }

  @Test
  void moreThanOneAnswerIsRefused() {
    assertThatThrownBy(() -> take(ANSWER + "more")).isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerOfUnknownLengthIsRefused() {
    assertThatThrownBy(() -> take("HTTP/1.1 200 OK\r\n\r\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Content-Length");
  }
}

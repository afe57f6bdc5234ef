// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import porthole.benchmarks.load.Traffic;
import porthole.benchmarks.storage.peer.Answers;

class ChecksTest {
  private static boolean isRight(Traffic.Check check, int status, String body, int number) {
    byte[] bytes = ("head" + body).getBytes(ISO_8859_1);
    return check.isRight(status, bytes, 4, bytes.length, number);
  }

  @Test
  void anAcknowledgementMustBeOfTheSameDocument() {
    String answer = Answers.stored("orders/00000007-A");
    assertThat(isRight(Checks.stored(), 201, answer, 7)).isTrue();
    assertThat(isRight(Checks.stored(), 200, answer, 7)).isFalse();
    assertThat(isRight(Checks.stored(), 201, answer, 8)).isFalse();
  }

  @Test
  void aBatchMustBeAcknowledgedWhole() {
    String answer =
        Answers.batch(2).replace("#0000000", "00000007").replace("#0000001", "00000008");
    assertThat(isRight(Checks.stored(2), 201, answer, 7)).isTrue();
    assertThat(isRight(Checks.stored(3), 201, answer, 7)).isFalse();
    assertThat(isRight(Checks.stored(2), 201, answer.replace("00000008", "00000009"), 7)).isFalse();
  }

  @Test
  void aReadMustGiveTheDocumentByteForByte() {
    String answer = Answers.found("00000007");
    assertThat(isRight(Checks.found(), 200, answer, 7)).isTrue();
    assertThat(isRight(Checks.found(), 200, answer, 8)).isFalse();
    assertThat(isRight(Checks.found(), 200, answer.replace("Salzburg", "Salzkurg"), 7)).isFalse();
    assertThat(isRight(Checks.found(), 200, answer.substring(0, answer.length() - 1), 7)).isFalse();
  }
}

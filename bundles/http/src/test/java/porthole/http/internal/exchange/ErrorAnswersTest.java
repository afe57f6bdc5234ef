// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import porthole.http.internal.json.JsonException;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.StorageException;

class ErrorAnswersTest {

  @Test
  void eachKindOfFailureHasItsStatusAndType() {
    check(new StorageException.InvalidId("x"), 400, "BadRequestException");
    check(new StorageException.InvalidName("x"), 400, "BadRequestException");
    check(new StorageException.InvalidChangeVector("x"), 400, "BadRequestException");
    check(new StorageException.CollectionMismatch("a", "b", "c"), 400, "BadRequestException");
    check(new JsonException("x", 3), 400, "BadRequestException");
    check(new StorageException.ConcurrencyViolation("a", "b", null), 409, "ConcurrencyException");
    check(new StorageException.DatabaseAlreadyExists("x"), 409, "ConcurrencyException");
    check(
        new StorageException.DatabaseDoesNotExist("x"),
        503,
        "Database.DatabaseDoesNotExistException");
    check(new ServiceAwayException("x"), 503, "RavenException");
    check(new StorageException.EngineFailed("x", null), 503, "RavenException");
    check(new IllegalStateException(), 500, "RavenException");
  }

  @ParameterizedTest
  @EnumSource(DatabaseState.class)
  void anUnavailableDatabaseSaysWhenToTryAgainAndWhatItDid(DatabaseState state) {
    Answer answer =
        ErrorAnswers.of(
            "/u",
            new StorageException.DatabaseUnavailable(
                "x", state, 4, List.of("step 1", "step 2"), null));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("Retry-After", "4");
    assertThat(json(answer).get("Error").getAsString()).endsWith(": x\nstep 1\nstep 2");
  }

  @Test
  void onlyTheServersOwnFailuresAreForItsLog() {
    assertThat(ErrorAnswers.isServerFault(new IllegalStateException())).isTrue();
    assertThat(ErrorAnswers.isServerFault(new StorageException.EngineFailed("x", null))).isTrue();
    assertThat(ErrorAnswers.isServerFault(new JsonException("x", 1))).isFalse();
    assertThat(ErrorAnswers.isServerFault(new StorageException.InvalidId("x"))).isFalse();
    assertThat(ErrorAnswers.isServerFault(new ServiceAwayException("x"))).isFalse();
  }

  @Test
  void aNameCannotSplitAHeader() {
    Answer answer = ErrorAnswers.of("/u", new StorageException.DatabaseDoesNotExist("a\r\nX: é"));
    assertThat(answer.headers()).containsEntry("Database-Missing", "a??X: ?");
  }

  private static void check(RuntimeException failure, int status, String type) {
    Answer answer = ErrorAnswers.of("/u?a=b", failure);
    assertThat(answer.status()).isEqualTo(status);
    JsonObject error = json(answer);
    assertThat(error.get("Type").getAsString()).isEqualTo("Raven.Client.Exceptions." + type);
    assertThat(error.get("Url").getAsString()).isEqualTo("/u?a=b");
    assertThat(error.get("Message").getAsString()).isNotEmpty();
  }

  private static JsonObject json(Answer answer) {
    return JsonParser.parseString(new String(answer.body(), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }
}

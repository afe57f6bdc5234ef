// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.api.HttpError;
import porthole.http.internal.json.JsonException;
import porthole.indexing.api.IndexingException;
import porthole.script.api.ScriptException;
import porthole.storage.api.StorageException;

/** Which answer each kind of failure becomes: the one place that decides it. */
public final class ErrorAnswers {

  /** Two writers met: clients raise their ConcurrencyException. */
  public static final String CONCURRENCY = "Raven.Client.Exceptions.ConcurrencyException";

  /** A document that is not there. */
  public static final String NO_DOCUMENT =
      "Raven.Client.Exceptions.Documents.DocumentDoesNotExistException";

  private static final String JAVASCRIPT =
      "Raven.Client.Exceptions.Documents.Patching.JavaScriptException";

  private static final String DATABASE = "Raven.Client.Exceptions.Database.Database";

  private static final String INDEXES = "Raven.Client.Exceptions.Documents.Indexes.";

  /** An index that is not there. */
  public static final String NO_INDEX = INDEXES + "IndexDoesNotExistException";

  private static final String COMPILATION =
      "Raven.Client.Exceptions.Documents.Compilation.IndexCompilationException";

  private ErrorAnswers() {}

  /**
   * The answer for a failure.
   *
   * @param url the request's path and query
   */
  public static Answer of(String url, RuntimeException failure) {
    if (failure instanceof RequestException e) {
      byte[] body = new HttpError(url, e.type(), message(e)).toBytes();
      return new Answer(e.status(), e.headers(), body);
    }
    if (failure instanceof JsonException e) {
      return answer(
          400, new HttpError(url, HttpError.BAD_REQUEST, "Malformed JSON: " + message(e)));
    }
    if (failure instanceof StorageException e) {
      return storage(url, e);
    }
    if (failure instanceof IndexingException e) {
      return indexing(url, e);
    }
    if (failure instanceof ScriptException e) {
      return answer(400, new HttpError(url, JAVASCRIPT, message(e)));
    }
    if (failure instanceof ServiceAwayException e) {
      return answer(503, new HttpError(url, HttpError.GENERAL, message(e)))
          .with("Retry-After", "1");
    }
    return answer(500, new HttpError(url, HttpError.GENERAL, failure.toString()));
  }

  /** Whether a failure is the server's own and belongs in its log. */
  public static boolean isServerFault(RuntimeException failure) {
    return failure instanceof StorageException.EngineFailed
        || !(failure instanceof RequestException
            || failure instanceof JsonException
            || failure instanceof ServiceAwayException
            || failure instanceof IndexingException
            || failure instanceof ScriptException
            || failure instanceof StorageException);
  }

  private static Answer storage(String url, StorageException failure) {
    if (failure instanceof StorageException.ConcurrencyViolation e) {
      return answer(409, concurrency(url, e));
    }
    if (failure instanceof StorageException.DatabaseDoesNotExist e) {
      return answer(503, error(url, DATABASE + "DoesNotExistException", e))
          .with("Database-Missing", headerSafe(e.name()));
    }
    if (failure instanceof StorageException.DatabaseUnavailable e) {
      return answer(503, unavailable(url, e))
          .with("Retry-After", Integer.toString(e.retryAfterSeconds()));
    }
    if (failure instanceof StorageException.DatabaseAlreadyExists e) {
      return answer(409, error(url, CONCURRENCY, e));
    }
    if (failure instanceof StorageException.EngineFailed e) {
      // What RavenDB answers when its engine fails, a full disk included.
      return answer(503, error(url, HttpError.GENERAL, e)).with("Retry-After", "1");
    }
    return answer(400, error(url, HttpError.BAD_REQUEST, failure));
  }

  private static Answer indexing(String url, IndexingException failure) {
    Answer answer = answer(status(failure), new HttpError(url, type(failure), message(failure)));
    return failure instanceof IndexingException.Unavailable
        ? answer.with("Retry-After", "1")
        : answer;
  }

  private static int status(IndexingException failure) {
    if (failure instanceof IndexingException.IndexDoesNotExist) {
      return 404;
    }
    if (failure instanceof IndexingException.NotSupported) {
      return 501;
    }
    if (failure instanceof IndexingException.Unavailable) {
      return 503;
    }
    boolean ours =
        failure instanceof IndexingException.StillStale
            || failure instanceof IndexingException.Stopped
            || failure instanceof IndexingException.Faulty;
    return ours ? 500 : 400;
  }

  private static String type(IndexingException failure) {
    if (failure instanceof IndexingException.IndexDoesNotExist) {
      return NO_INDEX;
    }
    if (failure instanceof IndexingException.NotSupported) {
      return RequestException.NOT_IMPLEMENTED;
    }
    if (failure instanceof IndexingException.Unavailable) {
      return HttpError.GENERAL;
    }
    if (failure instanceof IndexingException.NoIndex) {
      return COMPILATION;
    }
    if (failure instanceof IndexingException.BadScript) {
      return JAVASCRIPT;
    }
    if (failure instanceof IndexingException.Locked) {
      return HttpError.BAD_REQUEST;
    }
    if (failure instanceof IndexingException.Faulty) {
      return INDEXES + "IndexInvalidException";
    }
    return failure instanceof IndexingException.InvalidQuery
        ? "Raven.Client.Exceptions.InvalidQueryException"
        : "System.TimeoutException";
  }

  private static HttpError concurrency(String url, StorageException.ConcurrencyViolation e) {
    return error(url, CONCURRENCY, e)
        .with("Id", e.id())
        .with("ExpectedChangeVector", e.expected())
        .with("ActualChangeVector", e.actual());
  }

  /** The load's log goes into the error's text, where clients show it. */
  private static HttpError unavailable(String url, StorageException.DatabaseUnavailable e) {
    String type =
        switch (e.state()) {
          case DISABLED -> DATABASE + "DisabledException";
          case FAILED -> DATABASE + "LoadFailureException";
          case LOADING -> DATABASE + "LoadTimeoutException";
          default -> HttpError.GENERAL;
        };
    StringBuilder text = new StringBuilder(type).append(": ").append(message(e));
    e.log().forEach(line -> text.append('\n').append(line));
    return error(url, type, e).with("Error", text.toString());
  }

  private static HttpError error(String url, String type, StorageException failure) {
    return new HttpError(url, type, message(failure));
  }

  private static Answer answer(int status, HttpError error) {
    return new Answer(status, Map.of(), error.toBytes());
  }

  private static String message(RuntimeException failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** A header holds printable ASCII only; a name with anything else could split it. */
  private static String headerSafe(String name) {
    return name.replaceAll("[^\\x20-\\x7e]", "?");
  }
}

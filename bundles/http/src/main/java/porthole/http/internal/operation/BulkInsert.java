// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.storage.api.Database;

/**
 * {@code POST /bulk_insert}: stores a stream of documents, batch by batch, while it comes.
 *
 * <p>What has been stored when the stream breaks off or holds a mistake stays stored; the operation
 * then says what went wrong. Thread-safe.
 */
public final class BulkInsert {
  private final Operations operations;

  /** Makes itself known among these operations. */
  public BulkInsert(Operations operations) {
    this.operations = operations;
  }

  /** Answers when all is stored. */
  public Answer post(Exchange exchange, Database database) throws IOException {
    exchange.query().required("id");
    Operation operation = operations.begin(database.name(), exchange.query().number("id", 0));
    try (InputStream stream = exchange.body().stream()) {
      BulkInsertBatch batch = new BulkInsertBatch(exchange, database, operation);
      batch.insert(new ArraySplitter(stream, exchange.body().limitBytes()));
      operation.complete("Inserted " + batch.stored() + " documents.");
      return Answer.empty(200);
    } catch (RuntimeException e) {
      throw fault(operation, e);
    } catch (ZipException | EOFException e) {
      throw fault(
          operation, RequestException.badRequest("The stream breaks off: " + e.getMessage() + "."));
    } catch (IOException e) {
      operation.fault(
          ErrorAnswers.of(
              "/bulk_insert", RequestException.badRequest("The client went away: " + e)));
      throw e;
    }
  }

  private static RuntimeException fault(Operation operation, RuntimeException failure) {
    if (operation.isKilled()) {
      operation.cancel();
    } else {
      operation.fault(ErrorAnswers.of("/bulk_insert", failure));
    }
    return failure;
  }
}

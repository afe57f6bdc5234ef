// SPDX-License-Identifier: Apache-2.0
package porthole.http.api;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears how operations come on, such as bulk inserts and patches by query. Published as a service;
 * whoever runs operations calls all there are. Thread-safe.
 */
@ConsumerType
public interface OperationListener {

  /**
   * An operation has come further, or has ended. Called by the thread that does the work: to return
   * at once. What it throws is logged and changes nothing.
   *
   * @param database the name of the operation's database
   * @param operation the number that clients know it by
   * @param state gives what {@code /operations/state} answers now, a JSON object in UTF-8; asked
   *     within this call, or never
   */
  void changed(String database, long operation, Supplier<byte[]> state);
}

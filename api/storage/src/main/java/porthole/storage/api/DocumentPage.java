// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.util.List;

/**
 * A piece of a listing that was asked for in pieces of a bounded size.
 *
 * @param documents the documents, at least one unless the listing is at its end
 * @param more whether others may follow; false when the listing is at its end
 */
public record DocumentPage(List<StoredDocument> documents, boolean more) {}

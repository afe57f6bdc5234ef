// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

/** What stands around a user's text. */
final class Prelude {

  /** Names what the text wants that there is not; null if all is well. */
  static final String REFUSED = "$refused";

  /** Takes a collection and a document and gives a list of entries. */
  static final String ENTRIES = "$entries";

  /** Gives the collections of the maps, null for all documents. */
  static final String COLLECTIONS = "$collections";

  /** Gives the names of the properties of what is made of a document with nothing in it. */
  static final String FIELDS = "$fields";

  /** Whether there is something to reduce by. */
  static final String REDUCES = "$reduces";

  /** Takes an entry and gives its key. */
  static final String KEY = "$key";

  /** Takes a key and its entries and gives a list of results. */
  static final String RESULTS = "$results";

  /** Before a map or a reduce. */
  static final String BEFORE =
      """
      var $maps = [], $group = null, $aggregate = null, $missing = null;
      function map(collection, mapping) {
        var all = typeof collection === 'function' || collection === '@all_docs';
        $maps.push({
          collection: all ? null : String(collection),
          mapping: typeof collection === 'function' ? collection : mapping
        });
      }
      function groupBy(key) {
        $group = key;
        return { aggregate: function (aggregate) { $aggregate = aggregate; } };
      }
      var counters = { map: function () { $missing = 'maps of counters'; } };
      var timeSeries = { map: function () { $missing = 'maps of time series'; } };
      function id(document) {
        return document ? getMetadata(document)['@id'] : null;
      }
      function getMetadata(document) {
        return document && document['@metadata'] || {};
      }
      function metadataFor(document) {
        return getMetadata(document);
      }
      function counterNamesFor(document) {
        return getMetadata(document)['@counters'] || [];
      }
      function timeSeriesNamesFor(document) {
        return getMetadata(document)['@timeseries'] || [];
      }
      function attachmentsFor(document) {
        return getMetadata(document)['@attachments'] || [];
      }
      function loadAttachment() { throw new Error('attachments cannot be loaded'); }
      function loadAttachments() { throw new Error('attachments cannot be loaded'); }
      function cmpxchg() { throw new Error('compare-exchange values cannot be loaded'); }
      function createField(name, value, options) {
        return { $name: name, $value: value, $options: options };
      }
      function createSpatialField(first, second) {
        if (first == null || arguments.length > 1 && second == null) {
          return null;
        }
        return { $spatial: arguments.length > 1 ? [first, second] : first };
      }
      function boost(value, factor) {
        return { $value: value, $boost: factor };
      }
      function $list(result) {
        return result == null ? [] : Array.isArray(result) ? result : [result];
      }
      function $refused() {
        return $missing;
      }
      function $collections() {
        return $maps.map(function (each) {
          if (typeof each.mapping !== 'function') {
            throw new Error("map needs a collection's name and a function");
          }
          return each.collection;
        });
      }
      function $entries(collection, document) {
        var entries = [];
        $maps.forEach(function (each) {
          var all = $maps.length === 1 || each.collection === null;
          if (all || each.collection.toLowerCase() === collection) {
            entries = entries.concat($list(each.mapping(document)));
          }
        });
        return entries;
      }
      function $names(object, names) {
        Object.keys(object).forEach(function (name) {
          var value = Array.isArray(object[name]) ? object[name][0] : object[name];
          if (!(value && typeof value === 'object' && '$name' in value)) {
            names[name] = true;
          }
        });
      }
      function $fields() {
        var names = {}, nothing = { '@metadata': {} };
        $maps.forEach(function (each) {
          $list(each.mapping(nothing)).forEach(function (entry) { $names(entry, names); });
        });
        if ($aggregate) {
          $results($group(nothing), []).forEach(function (result) { $names(result, names); });
        }
        delete names['@metadata'];
        return Object.keys(names);
      }
      function $reduces() {
        return typeof $group === 'function' && typeof $aggregate === 'function';
      }
      function $key(entry) {
        return $group(entry);
      }
      function $results(key, values) {
        return $list($aggregate({ key: key, values: values }));
      }
      """;

  /** Behind it: what it says last may be a comment. */
  static final String AFTER = "\n;";

  private Prelude() {}
}

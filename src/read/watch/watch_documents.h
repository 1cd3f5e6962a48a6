// What a feed and the pages it leads to become: entries to remember, and documents.
//
// Identity  an entry is its link and its id, or its link and its title; where it leads nowhere, its feed and its words. So
//           an id that a feed gives to two articles hides neither, and a link in two feeds is fetched once
// Dates     a publication more than a day ahead of now is none: unknown
// Threads   safe
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "read/feed/feed.h"
#include "read/fetch/fetcher.h"
#include "read/form/form.h"
#include "read/watch/watch_store.h"

namespace bestand {

// "2016-12-30T11:05:00Z"
std::string utc_text(int64_t ms);

// All entries of a feed, in its order. Those without any words lead to a page or are left out.
std::vector<WatchedEntry> watched_entries(const Feed& feed, const std::string& feed_url, int64_t now, const ReadContext& context);

// The document of a page that came, with what its feed said where the page says nothing. Errors: kUnsupported: no web page;
// those of read_page.
Result<Document> document_of_reply(const FetchReply& reply, const Document& own, int64_t now, const PageWords& words, const ReadContext& context);

}  // namespace bestand

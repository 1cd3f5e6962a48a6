// Records of WARC and ARC files, one at a time.
//
// Input    a source of either form, compressed by record or not at all
// Output   each record with its block; a damaged one is an error, and reading goes on with the next record that can be
//          found
// Errors   kUnreadable: damaged or cut off; kInvalidField: no header of either form; kTooLarge: a block over the limit,
//          skipped as it streams by
// Memory   one record
// Threads  one
// Source   ISO 28500 (WARC 1.0, 1.1); the Internet Archive's ARC file format, versions 1 and 2
#pragma once

#include <optional>
#include <string>

#include "read/byte_source.h"

namespace bestand {

struct WarcRecord {
  std::string type;          // "response", "warcinfo", …; of ARC: "response"
  std::string target;        // the address
  std::string date;          // when it was fetched, as written: "2016-12-30T11:05:00Z"
  std::string content_type;  // of the block: "application/http; msgtype=response"
  std::string block;
  uint64_t at = 0;           // offset of the record, decompressed
};

bool looks_like_warc(std::string_view beginning);

class WarcReader {
 public:
  WarcReader(ByteSource* source, uint64_t max_block) : source_(source), max_block_(max_block) {}

  std::optional<Result<WarcRecord>> next();

  // Goes to where the next record begins. False at the end of the source, and where it is damaged: next() tells.
  bool skip_blank_lines();

 private:
  std::optional<Result<WarcRecord>> record();
  Result<std::string> line();
  bool find_record();
  Error trouble(Code code, std::string message) const;
  Result<WarcRecord> warc(const std::string& version);
  Result<WarcRecord> arc(const std::string& header);
  Status read_block(uint64_t length, WarcRecord* record);

  ByteSource* source_;
  uint64_t max_block_;
  uint64_t record_at_ = 0;
};

}  // namespace bestand

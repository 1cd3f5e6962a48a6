#include "base/result.h"

namespace bestand {

std::string_view name(Code code) {
  switch (code) {
    case Code::kInvalidUtf8: return "invalid_utf8";
    case Code::kBinary: return "binary";
    case Code::kInvalidJson: return "invalid_json";
    case Code::kMissingText: return "missing_text";
    case Code::kInvalidDate: return "invalid_date";
    case Code::kInvalidField: return "invalid_field";
    case Code::kTooLarge: return "too_large";
    case Code::kEmptyFile: return "empty_file";
    case Code::kUnsupported: return "unsupported";
    case Code::kOverTime: return "over_time";
    case Code::kRefused: return "refused";
    case Code::kBadModel: return "bad_model";
    case Code::kBadGazetteer: return "bad_gazetteer";
    case Code::kBadData: return "bad_data";
    case Code::kNotALedger: return "not_a_ledger";
    case Code::kBadLedger: return "bad_ledger";
    case Code::kNewerLedger: return "newer_ledger";
    case Code::kNotFound: return "not_found";
    case Code::kUnreadable: return "unreadable";
    case Code::kUnwritable: return "unwritable";
    case Code::kBusy: return "busy";
    case Code::kUsage: return "usage";
  }
  return "unknown";
}

std::string Error::to_string() const {
  std::string out(name(code));
  if (!file.empty()) out += ": " + file;
  if (!document.empty()) out += ": " + document;
  if (byte >= 0) out += ": byte " + std::to_string(byte);
  return out + ": " + message;
}

}  // namespace bestand

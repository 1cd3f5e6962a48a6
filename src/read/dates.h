// The dates that pages and feeds write, as EDTF.
//
// Input    "2019-11-19T10:00:00.000Z", "20191119", "Tue, 19 Nov 2019 10:00:00 GMT", "November 19, 2019 10:00 AM EST",
//          "19. November 2019, 10:00 Uhr", "19.11.2019", "2004년 05월 28일 오후 01:31", seconds since 1970
// Output   "2019-11-19T10:00:00Z", "2019-11-19", "2019-11", "2019"; a zone only where one is written, so that unknown
//          stays unknown; empty when it is no date. Never a date that does not exist, nor a year outside 1900-2199
// Threads  safe
#pragma once

#include <string>
#include <string_view>

#include "read/page_words.h"

namespace bestand {

// Which of two numbers is the month in "3/4/2019" where both could be.
enum class DayOrder { kDayFirst, kMonthFirst, kUnknown };

std::string read_date(std::string_view text, const PageWords& words, DayOrder order = DayOrder::kUnknown);

// The first whole date (year, month and day) inside a line of text; empty when there is none.
std::string find_date(std::string_view line, const PageWords& words, DayOrder order = DayOrder::kUnknown);

// The date in an address: /2019/11/19/, /2019-11-19-, /20191119/; empty when there is none.
std::string date_in_url(std::string_view url);

}  // namespace bestand

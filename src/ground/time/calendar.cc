#include "ground/time/calendar.h"

#include <algorithm>

namespace bestand::timex {

int weekday(Day day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; }  // 1970-01-01 was a Thursday

IsoWeek iso_week(Day day) {
  const Day thursday = monday_of(day) + 3;
  const int year = civil_from_days(thursday).year;
  return {year, (thursday - days_from_civil(year, 1, 1)) / 7 + 1};
}

Day iso_week_start(int year, int week) { return monday_of(days_from_civil(year, 1, 4)) + 7 * (week - 1); }

int weeks_in(int year) { return (iso_week_start(year + 1, 1) - iso_week_start(year, 1)) / 7; }

int days_in_month(int year, int month) {
  Month next = add_months(Month{year, month}, 1);
  return first_of(next) - days_from_civil(year, month, 1);
}

Month add_months(Month from, int months) {
  const int total = from.year * 12 + from.month - 1 + months;
  const int year = total >= 0 ? total / 12 : -((-total + 11) / 12);
  return {year, total - year * 12 + 1};
}

Day first_of(Month m) { return days_from_civil(m.year, m.month, 1); }

Day add_months(Day day, int months) {
  const Civil c = civil_from_days(day);
  const Month m = add_months(Month{c.year, c.month}, months);
  return days_from_civil(m.year, m.month, std::min(c.day, days_in_month(m.year, m.month)));
}

Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  return days_from_civil(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
}

Day orthodox_easter(int year) {
  const int a = year % 4, b = year % 7, c = year % 19, d = (19 * c + 15) % 30,
            e = (2 * a + 4 * b - d + 34) % 7;
  const int julian = d + e + 114;
  return days_from_civil(year, julian / 31, julian % 31 + 1) + (year / 100 - year / 400 - 2);
}

Day from_hijri(int year, int month, int day) {
  const int days = day + (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year) / 30;
  return days + 227014 - 719163;  // civil epoch 0622-07-16 (Julian)
}

int hijri_year(Day day) {
  int year = static_cast<int>((day + 719163 - 227014) / 354.367) + 1;
  while (from_hijri(year, 1, 1) > day) --year;
  while (from_hijri(year + 1, 1, 1) <= day) ++year;
  return year;
}

}  // namespace bestand::timex

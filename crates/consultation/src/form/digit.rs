//! Digits as people write them. No other alphabet's than these two: nobody has asked for more, and a table of all is 2 kB.

/// The value of a digit, also of a wide one, as keyboards for Chinese, Japanese and Korean write it.
pub fn digit(character: char) -> Option<u32> {
    let wide = || u32::from(character).checked_sub(u32::from('０')).filter(|value| *value < 10);
    character.to_digit(10).or_else(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_and_wide_digits_have_their_value_and_nothing_else_has() {
        for (character, value) in
            [('0', Some(0)), ('9', Some(9)), ('０', Some(0)), ('９', Some(9)), ('：', None), ('a', None), ('٣', None)]
        {
            assert_eq!(digit(character), value, "{character}");
        }
    }
}

"""What holds of an office in a file holds of one on a server."""

from tests.store.test_adding import (  # noqa: F401
    test_adding_at_once_outside_a_step_is_refused,
    test_people_added_at_once_are_as_if_added_one_by_one,
    test_titles_made_of_others_titles_are_the_same_too,
    test_what_fails_midway_leaves_nothing_even_in_a_step_that_goes_on,
    test_what_is_added_at_once_is_undone_and_done_again,
)
from tests.store.test_history import *  # noqa: F403
from tests.store.test_replaying import (  # noqa: F401
    test_a_step_that_comes_in_two_pieces_is_one,
    test_what_is_replayed_is_as_if_written_one_by_one,
)
from tests.store.test_search import (  # noqa: F401
    named,
    people,
    shared,
    test_a_list_is_filtered_by_any_kind,
    test_a_list_is_in_the_order_of_names_or_of_a_field,
    test_a_name_is_found_as_people_type_it,
    test_a_note_that_looks_like_points_is_only_a_text,
    test_a_rename_is_found_and_the_old_name_is_not,
    test_no_text_breaks_the_search,
    test_nothing_that_is_typed_breaks_the_search,
    test_part_of_a_word_is_found,
    test_the_index_is_what_a_new_one_would_be,
    test_what_is_titled_by_others_follows_their_rename,
)
from tests.store.test_steps import (  # noqa: F401
    test_a_content_that_is_too_large_is_refused,
    test_a_required_field_cannot_be_empty,
    test_a_session_that_was_written_to_opens_no_step,
    test_a_step_has_title_author_and_identity,
    test_a_step_inside_a_step_is_part_of_it,
    test_a_step_that_changes_nothing_leaves_no_trace,
    test_a_step_that_fails_leaves_no_trace,
    test_an_error_of_ours_stays_one,
    test_an_error_of_the_database_repeats_nothing_that_people_wrote,
    test_settings_and_contents_are_remembered_outside_of_history,
    test_steps_are_stamped_in_order_when_the_clock_jumps,
    test_the_inner_failure_takes_the_outer_step_back,
    test_titles_are_whole_when_all_is_written_together,
)
from tests.store.test_undo import *  # noqa: F403
